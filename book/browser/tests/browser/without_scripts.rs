//! The book without scripts.

use anyhow::Result;
use browser::Page;

const FAULTS: &str = "(() => {
    const shown = (css) =>
        [...document.querySelectorAll(css)].filter((element) => element.getClientRects().length > 0);
    return [
        ...(shown('main h1').length > 0 ? [] : ['no heading']),
        ...(document.querySelector('main').innerText.length > 500 ? [] : ['no text']),
        ...(shown('#mdbook-sidebar iframe').length > 0 ? [] : ['no table of contents in the sidebar']),
        ...(shown('nav a[rel~=next], nav a[rel~=prev]').length > 0 ? [] : ['no way to the next page']),
        ...shown('.interactive').map((place) => `an empty place: ${place.id}`),
    ];
})()";

pub async fn every_page_can_be_read(page: &Page) -> Result<()> {
    page.without_scripts().await?;
    page.every_page(async |page| page.texts(FAULTS).await).await
}
