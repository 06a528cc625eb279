//! The links between the pages, followed from the first page on a server like that of the published book.

use anyhow::Result;
use browser::{Page, none};

/// Fetches whatever is linked or loaded, from the page on, and whatever those pages link and load.
const DEAD: &str = "(async () => {
    const fetched = new Map();
    const get = (address) => {
        if (!fetched.has(address)) {
            fetched.set(address, fetch(address).then(async (answer) => {
                const isPage = answer.ok && answer.headers.get('content-type').startsWith('text/html');
                const page = isPage && new DOMParser().parseFromString(await answer.text(), 'text/html');
                return { isOk: answer.ok, page };
            }));
        }
        return fetched.get(address);
    };
    const dead = [];
    const seen = new Set();
    const waiting = [location.href];
    while (waiting.length > 0) {
        const address = waiting.pop();
        const { page } = await get(address);
        if (!page) {
            continue;
        }
        for (const element of page.querySelectorAll('[href], [src]')) {
            const written = element.getAttribute('href') ?? element.getAttribute('src');
            const link = new URL(written, address);
            const at = `${address} leads to ${written}`;
            if (link.origin !== location.origin || seen.has(at)) {
                continue;
            }
            seen.add(at);
            const fragment = decodeURIComponent(link.hash.slice(1));
            link.hash = '';
            const isNew = !fetched.has(link.href);
            const target = await get(link.href);
            if (!target.isOk) {
                dead.push(`${at}, which does not exist`);
            } else if (fragment && target.page && !target.page.getElementById(fragment)) {
                dead.push(`${at}, where there is no such place`);
            } else if (isNew) {
                waiting.push(link.href);
            }
        }
    }
    return dead;
})()";

pub async fn none_is_dead(page: &Page) -> Result<()> {
    page.open("").await?;
    none(page.texts(DEAD).await?)
}
