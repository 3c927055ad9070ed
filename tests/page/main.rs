//! The page that is handed on, clicked through in a real browser. Skipped with a message where none is installed.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod browser;

use std::path::PathBuf;
use std::process::Command;

use browser::Browser;
use serde_json::json;

const SAMPLE: &str = "assets/samples/inicio.txt";

/// A page made by the program itself.
struct Page {
    folder: tempfile::TempDir,
}

impl Page {
    fn of(article: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let page = Self { folder };
        let made = Command::new(env!("CARGO_BIN_EXE_mapalabra"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["annotate", article, "-f", "html", "-o"])
            .arg(page.path())
            .status()
            .unwrap();
        assert!(made.success());
        page
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("page.html")
    }
}

/// The middle of what a selector finds, as `[x, y]`.
fn middle(selector: &str) -> String {
    format!(
        "(() => {{ const box = [...document.querySelectorAll({selector:?})]\
         .find(one => one.getClientRects().length).getBoundingClientRect(); \
         return [box.left + box.width / 2, box.top + box.height / 2]; }})()"
    )
}

/// A point of the line of the n-th arrow that can be seen, as `[x, y]`: one that nothing lies over.
fn on_arrow(relation: usize) -> String {
    format!(
        "(() => {{ const line = document.querySelector('.level:not(.off) .arrow[data-r~=\"{relation}\"] .reach path');\
         const to = line.getScreenCTM();\
         for (let t = 0.1; t < 0.9; t += 0.02) {{\
           const at = line.getPointAtLength(t * line.getTotalLength()).matrixTransform(to);\
           const hit = document.elementFromPoint(at.x, at.y);\
           if (line.closest('a').contains(hit)) return [at.x, at.y];\
         }} throw new Error('hidden'); }})()"
    )
}

/// Whether what a selector finds first lies within the text's pane.
fn is_read(selector: &str) -> String {
    format!(
        "(() => {{ const box = document.querySelector({selector:?}).getBoundingClientRect();\
         const pane = document.getElementById('text').getBoundingClientRect();\
         return box.top >= pane.top && box.bottom <= pane.bottom; }})()"
    )
}

/// The number of the place or relation whose entry says this first.
fn number(browser: &mut Browser, list: &str, words: &str) -> usize {
    let found = browser.ask(&format!(
        "[...document.querySelectorAll('#{list} .entry')].findIndex(one => one.querySelector('h3').textContent.includes({words:?})) + 1"
    ));
    let number = found.as_u64().unwrap();
    assert_ne!(number, 0, "{words}");
    number as usize
}

#[test]
fn words_lead_to_the_map_and_markers_and_arrows_to_the_text() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let page = Page::of(SAMPLE);
    browser.open(&page.path());

    let rhodes = number(&mut browser, "places", "Rodas");
    browser.click(&middle(&format!("article a.m[data-p='{rhodes}']")));
    browser.wait_until("!document.getElementById('card').hidden");
    browser.wait_until(&format!(
        "document.querySelector('.level:not(.off) .marker[data-p~=\"{rhodes}\"]').classList.contains('on')"
    ));
    let told = browser.ask("document.getElementById('card').textContent");
    assert!(told.as_str().unwrap().contains("Rodas"), "{told}");
    let aside =
        browser.ask("document.querySelectorAll('.level:not(.off) .marker:not(.on)').length");
    assert!(aside.as_u64().unwrap() > 5, "all others step back");

    let jordan = number(&mut browser, "places", "Jordania");
    browser.ask("document.getElementById('text').scrollTop = 1e6");
    browser.click(&middle(&format!(
        ".level:not(.off) .marker[data-p~='{jordan}']"
    )));
    browser.wait_until(&is_read(&format!("article a.m[data-p='{jordan}'].on")));

    let sold = number(&mut browser, "relations", "Egipto → Jordania");
    browser.ask("document.getElementById('text').scrollTop = 1e6");
    browser.click(&on_arrow(sold));
    browser.wait_until(&is_read(&format!("article [data-r~='{sold}'].on")));
    let stated = browser.ask(&format!(
        "[...document.querySelectorAll('article [data-r~=\"{sold}\"].on')].map(one => one.textContent).join('')"
    ));
    assert!(
        stated
            .as_str()
            .unwrap()
            .contains("suministra ya gas a Jordania"),
        "{stated}"
    );
    let told = browser.ask("document.querySelector('#card .why').textContent");
    assert!(told.as_str().unwrap().contains("suministrar"), "{told}");

    assert_eq!(browser.requests().len(), 1, "{:?}", browser.requests());
    assert!(
        browser.complaints().is_empty(),
        "{:?}",
        browser.complaints()
    );
}

#[test]
fn everything_is_reached_by_keys_and_the_map_moves() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let page = Page::of(SAMPLE);
    browser.open(&page.path());
    browser.press("n");
    browser.press("n");
    browser.wait_until(
        "document.activeElement.matches('a.m') && !document.getElementById('card').hidden",
    );
    let second =
        browser.ask("[...document.querySelectorAll('a.m')].indexOf(document.activeElement)");
    assert_eq!(second, 1);
    browser.press("r");
    browser.wait_until("document.querySelector('.entry[data-r].on') !== null");
    browser.press("Escape");
    browser.wait_until("document.getElementById('card').hidden && !document.querySelector('.on')");

    browser.ask("document.querySelector('.level:not(.off) .marker').focus()");
    browser.press("Enter");
    browser.wait_until("!document.getElementById('card').hidden");

    let width = "document.getElementById('map').viewBox.baseVal.width";
    let before = browser.ask(width).as_f64().unwrap();
    for _ in 0..3 {
        browser.press("+");
    }
    assert!(browser.ask(width).as_f64().unwrap() < before / 3.0);
    assert_eq!(
        browser.ask("document.querySelector('.level:not(.off)').dataset.level"),
        "2"
    );
    browser.press("0");
    assert_eq!(browser.ask(width).as_f64().unwrap(), before);

    browser.click(&middle("#show-trade"));
    browser.wait_until(
        "getComputedStyle(document.querySelector('.arrow.k-trade')).display === 'none'",
    );
    assert!(
        browser.complaints().is_empty(),
        "{:?}",
        browser.complaints()
    );
}

#[test]
fn light_and_dark_follow_the_system_and_links_work_without_script() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let page = Page::of(SAMPLE);
    browser.open(&page.path());
    let ground = "getComputedStyle(document.getElementById('map')).backgroundColor";
    let mut seen = Vec::new();
    for scheme in ["light", "dark"] {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        browser.send("Emulation.setEmulatedMedia", features);
        seen.push(browser.ask(ground));
    }
    assert_eq!(seen, ["rgb(213, 227, 232)", "rgb(17, 26, 36)"]);

    browser.send(
        "Emulation.setScriptExecutionDisabled",
        json!({"value": true}),
    );
    browser.open(&page.path());
    assert_eq!(browser.ask("document.documentElement.className"), "");
    assert_eq!(
        browser.ask("getComputedStyle(document.getElementById('zoom')).display"),
        "none"
    );
    browser.click(&middle("article a.m"));
    browser.wait_until(
        "/^#p\\d+$/.test(location.hash) && document.querySelector('.entry:target') !== null",
    );
    browser.ask("document.getElementById('text').scrollTop = 0");
    let first = "document.querySelector('.entry:target a[href^=\"#m\"]')";
    browser.ask(&format!("{first}.scrollIntoView()"));
    browser.click(&middle(".entry:target a[href^='#m']"));
    browser.wait_until("document.querySelector('a.m:target') !== null");
}

#[test]
fn an_article_full_of_script_stays_a_text() {
    let Some(mut browser) = Browser::start() else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostil.txt");
    let hostile = "</script><script>window.taken=1</script> <img src=x onerror=\"window.taken=1\"> \
                   <svg/onload=window.taken=1> &lt;b&gt; ]]> <!-- \u{202E}Quito\u{2066} {{7*7}} javascript:alert(1)";
    let text = format!(
        "{hostile}\n\nVenezuela exporta petróleo a Cuba, según {hostile}. Lima\u{2028}criticó a Quito.\n"
    );
    std::fs::write(&path, &text).unwrap();
    let page = Page::of(path.to_str().unwrap());
    browser.open(&page.path());
    browser.press("n");
    browser.press("r");
    assert_eq!(browser.ask("window.taken === undefined"), true);
    assert_eq!(browser.ask("document.scripts.length"), 1);
    assert_eq!(
        browser.ask("document.querySelectorAll('img, iframe, object, link, base').length"),
        0
    );
    let active = "[...document.querySelectorAll('*')].flatMap(one => [...one.attributes]).filter(one => /^on/i.test(one.name) || /script:/i.test(one.value) && one.name === 'href').length";
    assert_eq!(browser.ask(active), 0);
    let shown = browser.ask("document.querySelector('article').textContent");
    for words in [
        "</script><script>window.taken=1</script>",
        "&lt;b&gt; ]]> <!--",
        "{{7*7}}",
    ] {
        assert!(shown.as_str().unwrap().contains(words), "{words}");
    }
    assert_eq!(browser.requests().len(), 1, "{:?}", browser.requests());
    assert!(
        browser.complaints().is_empty(),
        "{:?}",
        browser.complaints()
    );
}
