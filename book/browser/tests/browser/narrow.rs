//! Phones, and readers who have asked for less motion.

use anyhow::Result;
use browser::{PHONE, Page};

/// What sticks out on the right, to be named, and what moves by itself.
const FAULTS: &str = "(() => {
    const wide = [...document.querySelectorAll('main *')]
        .filter((element) => element.getBoundingClientRect().right > WIDTH + 1)
        .slice(0, 3)
        .map((element) => element.outerHTML.slice(0, 80));
    const page = document.documentElement.scrollWidth;
    const moving = document.getAnimations().map((animation) => animation.effect.target.outerHTML.slice(0, 80));
    return [
        ...(page > WIDTH ? [`it is ${page} pixels wide, perhaps because of ${wide.join(' or ')}`] : []),
        ...moving.map((element) => `it moves: ${element}`),
    ];
})()";

pub async fn no_page_is_wider_than_a_phone(page: &Page) -> Result<()> {
    page.resize(PHONE).await?;
    page.less_motion().await?;
    let faults = FAULTS.replace("WIDTH", &PHONE.to_string());
    page.every_page(async |page| {
        page.unfold().await?;
        page.texts(&faults).await
    })
    .await
}
