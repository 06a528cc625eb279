//! Every page loads, with all that it asks for, from the book itself.

use anyhow::Result;
use browser::Page;

pub async fn every_page_loads_without_a_fault(page: &Page) -> Result<()> {
    page.every_page(async |page| page.faults().await).await
}
