//! A page in a browser.

use crate::{PATIENCE, Site, none};
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use thirtyfour::action_chain::ActionChain;
use thirtyfour::prelude::*;

/// The width of a phone, for [`Page::resize`].
pub const PHONE: u32 = 390;

/// A browser that shows a page of the book.
pub struct Page {
    browser: WebDriver,
    site: Arc<Site>,
}

impl Page {
    pub(crate) async fn new(browser: WebDriver, site: Arc<Site>) -> Result<Self> {
        let page = Self { browser, site };
        page.resize(1280).await?;
        Ok(page)
    }

    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.browser.quit().await?)
    }

    /// The book that the page belongs to.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Opens a page of the book and waits until it has loaded.
    pub async fn open(&self, page: &str) -> Result<()> {
        let address = format!("{}{page}", self.site.address());
        self.browser.goto(address).await.with_context(|| format!("{page} cannot be opened"))?;
        // Where scripts are off, ChromeDriver does not wait.
        self.until("document.readyState === 'complete'").await
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.browser.refresh().await?)
    }

    /// Says yes to what the page asks in a box of the browser.
    pub async fn say_yes(&self) -> Result<()> {
        Ok(self.browser.accept_alert().await?)
    }

    /// Gives the pages this width, with a touch screen if that is a phone's.
    pub async fn resize(&self, width: u32) -> Result<()> {
        let is_phone = width <= PHONE;
        let emulation = json!({
            "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": is_phone,
        });
        self.command("Emulation.setDeviceMetricsOverride", emulation).await?;
        self.command("Emulation.setTouchEmulationEnabled", json!({ "enabled": is_phone })).await
    }

    /// Shows the pages that are opened from now on in this theme.
    pub async fn theme(&self, theme: &str) -> Result<()> {
        let source = format!("localStorage.setItem('mdbook-theme', '{theme}')");
        self.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await
    }

    /// Asks the pages to move less.
    pub async fn less_motion(&self) -> Result<()> {
        let features = json!([{ "name": "prefers-reduced-motion", "value": "reduce" }]);
        self.command("Emulation.setEmulatedMedia", json!({ "features": features })).await
    }

    /// Switches the scripts of the pages off.
    pub async fn without_scripts(&self) -> Result<()> {
        self.command("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await
    }

    async fn command(&self, method: &str, parameters: Value) -> Result<()> {
        self.browser.cdp().send_raw(method, parameters).await.context(method.to_owned())?;
        Ok(())
    }

    /// The first element that fits, as soon as there is one.
    pub async fn find(&self, css: &str) -> Result<WebElement> {
        let element = self.browser.query(By::Css(css)).first().await;
        element.with_context(|| format!("there is no {css}"))
    }

    /// The text of an element that is shown.
    pub async fn text(&self, css: &str) -> Result<String> {
        Ok(self.find(css).await?.text().await?)
    }

    /// Clicks on an element.
    pub async fn click(&self, css: &str) -> Result<()> {
        let element = self.in_sight(css).await?;
        Ok(self.actions().move_to_element_center(&element).click().perform().await?)
    }

    /// Clicks on the button, or the label, with these words within an element.
    pub async fn pick(&self, css: &str, words: &str) -> Result<()> {
        let buttons = By::Css(format!("{css} button, {css} label"));
        let button = self.browser.query(buttons).with_text(words.to_owned()).first().await;
        let button = button.with_context(|| format!("{css} has no “{words}”"))?;
        button.scroll_into_view().await?;
        Ok(self.actions().move_to_element_center(&button).click().perform().await?)
    }

    /// Picks files with an element for files.
    pub async fn choose(&self, css: &str, files: &[PathBuf]) -> Result<()> {
        let paths: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        Ok(self.find(css).await?.send_keys(paths.join("\n")).await?)
    }

    /// Moves the mouse to an element.
    pub async fn hover(&self, css: &str) -> Result<()> {
        let element = self.in_sight(css).await?;
        Ok(self.actions().move_to_element_center(&element).perform().await?)
    }

    /// Drags an element by so many pixels to the right and down.
    pub async fn drag(&self, css: &str, right: i64, down: i64) -> Result<()> {
        let element = self.in_sight(css).await?;
        let held = self.actions().move_to_element_center(&element).click_and_hold();
        Ok(held.move_by_offset(right, down).release().perform().await?)
    }

    /// Turns the wheel of the mouse so many pixels over an element, towards the reader.
    pub async fn wheel(&self, css: &str, down: f64) -> Result<()> {
        self.turn(css, down, 0).await
    }

    /// Turns the wheel likewise while Ctrl is held, which zooms maps.
    pub async fn wheel_with_ctrl(&self, css: &str, down: f64) -> Result<()> {
        self.turn(css, down, 2).await
    }

    async fn turn(&self, css: &str, down: f64, modifiers: u8) -> Result<()> {
        let (x, y) = self.middle(css).await?;
        let event = json!({
            "type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": down, "modifiers": modifiers,
        });
        self.command("Input.dispatchMouseEvent", event).await
    }

    /// Touches an element with a finger. The page must be as wide as a [`PHONE`].
    pub async fn tap(&self, css: &str) -> Result<()> {
        let middle = self.middle(css).await?;
        self.touch("touchStart", Some(middle)).await?;
        self.touch("touchEnd", None).await
    }

    /// Moves a finger from an element so many pixels to the right and down, likewise.
    pub async fn swipe(&self, css: &str, right: f64, down: f64) -> Result<()> {
        const MOVES: u8 = 5;
        let (x, y) = self.middle(css).await?;
        self.touch("touchStart", Some((x, y))).await?;
        for moves in 1..=MOVES {
            let share = f64::from(moves) / f64::from(MOVES);
            self.touch("touchMove", Some((x + share * right, y + share * down))).await?;
        }
        self.touch("touchEnd", None).await
    }

    async fn touch(&self, kind: &str, finger: Option<(f64, f64)>) -> Result<()> {
        let points: Vec<Value> = finger.iter().map(|(x, y)| json!({ "x": x, "y": y })).collect();
        let touch = json!({ "type": kind, "touchPoints": points });
        self.command("Input.dispatchTouchEvent", touch).await
    }

    /// Where the middle of an element is in the window.
    async fn middle(&self, css: &str) -> Result<(f64, f64)> {
        let place = self.in_sight(css).await?.rect().await?;
        let scrolled = self.value("[scrollX, scrollY]").await?;
        let middle = |start: f64, size: f64, axis: usize| {
            start + size / 2.0 - scrolled[axis].as_f64().unwrap_or_default()
        };
        Ok((middle(place.x, place.width, 0), middle(place.y, place.height, 1)))
    }

    /// Gives an element the focus of the keyboard.
    pub async fn focus(&self, css: &str) -> Result<()> {
        Ok(self.in_sight(css).await?.focus().await?)
    }

    /// Presses a key, `Key::Right` or `'a'`, where the focus is.
    pub async fn press(&self, key: impl Into<char>) -> Result<()> {
        self.press_times(1, key).await
    }

    /// Presses a key so many times.
    pub async fn press_times(&self, times: usize, key: impl Into<char>) -> Result<()> {
        let key = key.into();
        let keys = std::iter::repeat_n(key, times);
        let presses = keys.fold(self.actions(), |done, key| done.key_down(key).key_up(key));
        Ok(presses.perform().await?)
    }

    /// Types a text where the focus is.
    pub async fn write(&self, text: &str) -> Result<()> {
        Ok(self.actions().send_keys(text).perform().await?)
    }

    /// The value of a JavaScript expression, after waiting for it if it is a promise.
    pub async fn value(&self, expression: &str) -> Result<Value> {
        let script = format!("return ({expression});");
        let value = self.browser.execute(script, Vec::new()).await;
        Ok(value.with_context(|| format!("the page cannot tell {expression}"))?.json().clone())
    }

    /// Opens every page of the book, asks for its faults, and fails with those that there are.
    pub async fn every_page(
        &self,
        faults: impl AsyncFn(&Self) -> Result<Vec<String>>,
    ) -> Result<()> {
        let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for name in self.site.pages() {
            self.open(name).await?;
            for fault in faults(self).await.with_context(|| name.to_owned())? {
                found.entry(fault).or_default().push(name);
            }
        }
        none(found.into_iter().map(|(fault, on)| format!("{fault}\n  on {}", on.join(", "))))
    }

    /// Opens whatever is folded on the page, and waits until all is drawn in the fonts of the book.
    pub async fn unfold(&self) -> Result<()> {
        self.run(
            "document.querySelectorAll('details').forEach((part) => (part.open = true));
            const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            return drawn().then(() => document.fonts.ready).then(drawn);",
        )
        .await
    }

    /// The texts that a JavaScript expression makes a list of, as [`Page::value`].
    pub async fn texts(&self, expression: &str) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.value(expression).await?)?)
    }

    /// Runs a script in the page.
    pub async fn run(&self, script: &str) -> Result<()> {
        self.browser.execute(script, Vec::new()).await.context("a script fails in the page")?;
        Ok(())
    }

    /// Waits until a JavaScript expression is true.
    pub async fn until(&self, condition: &str) -> Result<()> {
        match self.wait(condition, |value| *value == Value::Bool(true)).await? {
            None => Ok(()),
            Some(_) => bail!("it does not become true that {condition}"),
        }
    }

    /// Waits until a JavaScript expression has this value.
    pub async fn becomes(&self, expression: &str, wanted: impl Into<Value>) -> Result<()> {
        let wanted = wanted.into();
        match self.wait(expression, |value| *value == wanted).await? {
            None => Ok(()),
            Some(last) => bail!("{expression} is {last}, and not {wanted}"),
        }
    }

    /// Waits until this page of the book is shown. The arrow keys may have turned to another.
    pub async fn shows(&self, page: &str) -> Result<()> {
        self.becomes("location.href", format!("{}{page}", self.site.address())).await
    }

    /// Waits until the line that screen readers hear, within an element, contains these words.
    pub async fn hears(&self, css: &str, words: &str) -> Result<()> {
        let line = json!(format!("{css} output[aria-live]"));
        let said = format!("document.querySelector({line})?.textContent");
        let has_words = |said: &Value| said.as_str().is_some_and(|said| said.contains(words));
        match self.wait(&said, has_words).await? {
            None => Ok(()),
            Some(last) => bail!("{css} says {last}, and not “{words}”"),
        }
    }

    /// Waits until the value of a JavaScript expression suits. Returns the last one if none does.
    async fn wait(
        &self,
        expression: &str,
        suits: impl Fn(&Value) -> bool,
    ) -> Result<Option<Value>> {
        let end = Instant::now() + PATIENCE;
        loop {
            let value = self.value(expression).await?;
            if suits(&value) {
                return Ok(None);
            }
            if Instant::now() > end {
                return Ok(Some(value));
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// What the browser has reported since this was last asked: errors in the console, requests that failed,
    /// requests to elsewhere.
    pub async fn faults(&self) -> Result<Vec<String>> {
        let console = self.browser.get_log("browser").await?;
        let mut faults: Vec<String> = console
            .into_iter()
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| entry.message)
            .collect();
        for entry in self.browser.get_log("performance").await? {
            let event: Value = serde_json::from_str(&entry.message)?;
            let (method, event) = (&event["message"]["method"], &event["message"]["params"]);
            match method.as_str() {
                Some("Network.requestWillBeSent") => {
                    let address = event["request"]["url"].as_str().unwrap_or_default();
                    let is_here = [self.site.address(), "data:", "blob:"]
                        .iter()
                        .any(|start| address.starts_with(start));
                    if !is_here {
                        faults.push(format!("{address} is not a part of the book"));
                    }
                }
                Some("Network.loadingFailed") if event["canceled"] != true => {
                    faults.push(format!("a request fails: {}", event["errorText"]));
                }
                _ => {}
            }
        }
        Ok(faults)
    }

    async fn in_sight(&self, css: &str) -> Result<WebElement> {
        let element = self.find(css).await?;
        element.scroll_into_view().await?;
        Ok(element)
    }

    fn actions(&self) -> ActionChain {
        self.browser.action_chain_with_delay(None, Some(Duration::ZERO))
    }
}
