//! What comes up from workers, and what does not.

use super::*;

fn wait(jobs: &mut Jobs) -> Report {
    for _ in 0..500 {
        if let Some(report) = jobs.report() {
            return report;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("no report");
}

#[test]
fn of_two_articles_only_the_last_comes_up() {
    let mut jobs = Jobs::new(Context::default());
    jobs.open(Source::Text("uno".to_owned()));
    jobs.open(Source::Text("dos".to_owned()));
    let Report::Opened(opened) = wait(&mut jobs) else {
        panic!("not opened")
    };
    assert_eq!(opened.document.article.text(), "dos");
    thread::sleep(Duration::from_millis(50));
    assert!(jobs.report().is_none());
    assert!(jobs.reading().is_none());
}

#[test]
fn a_cancelled_article_never_comes_up() {
    let mut jobs = Jobs::new(Context::default());
    jobs.open(Source::Text("uno".to_owned()));
    jobs.cancel_reading();
    thread::sleep(Duration::from_millis(100));
    assert!(jobs.report().is_none());
}

#[test]
fn cancelling_ends_the_work() {
    let text = "Una delegación viajó de Quito a Lima.\n\n".repeat(40_000);
    let mut jobs = Jobs::new(Context::default());
    jobs.open(Source::Text(text));
    let reading = jobs.reading().unwrap();
    let progress = Arc::clone(&reading.progress);
    for _ in 0..2000 {
        if jobs.reading().unwrap().share() > 0.01 {
            break;
        }
        thread::sleep(Duration::from_millis(5));
    }
    assert!(jobs.reading().unwrap().share() < 0.9, "still at work");
    jobs.cancel_reading();
    let began = Instant::now();
    // The worker holds the other one until it ends.
    while Arc::strong_count(&progress) > 1 {
        assert!(began.elapsed() < Duration::from_secs(2), "works on");
        thread::sleep(Duration::from_millis(5));
    }
    assert!(jobs.report().is_none());
}

#[test]
fn a_changed_file_is_reported_until_another_is_watched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, "uno").unwrap();
    let mut jobs = Jobs::new(Context::default());
    jobs.watch(Seen::now(&path));
    std::fs::write(&path, "uno dos").unwrap();
    assert!(matches!(wait(&mut jobs), Report::Changed(changed) if changed == path));
    std::fs::write(&path, "uno dos tres").unwrap();
    jobs.watch(None);
    thread::sleep(Duration::from_millis(2500));
    assert!(jobs.report().is_none());
}

#[test]
fn a_missing_file_is_reported_with_its_name() {
    let mut jobs = Jobs::new(Context::default());
    jobs.open(Source::File("/nowhere/falta.txt".into()));
    let Report::NotOpened { name, error } = wait(&mut jobs) else {
        panic!("opened")
    };
    assert_eq!(name.as_deref(), Some("falta.txt"));
    assert!(!error.to_string().is_empty());
}
