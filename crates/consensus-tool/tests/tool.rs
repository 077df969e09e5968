//! The binary from outside: figures on the real data, refusals, output files.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tagger-consensus"))
        .args(arguments)
        .output()
        .expect("the tool starts")
}

fn data(name: &str) -> String {
    format!("{}/../../data/{name}.csv", env!("CARGO_MANIFEST_DIR"))
}

/// Writes a file in the test's own folder.
fn write(name: &str, text: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("the test folder is writable");
    path
}

/// A figure of the JSON object.
fn figure(output: &Output, key: &str) -> String {
    let text = String::from_utf8_lossy(&output.stdout);
    let rest = text
        .split_once(&format!("\"{key}\":"))
        .unwrap_or_else(|| panic!("{key} in {text}"))
        .1;
    rest[..rest.find([',', '}']).unwrap()].trim_matches('"').to_string()
}

fn refused(name: &str, text: &str) -> String {
    let output = run(&[write(name, text).to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2), "{name}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn majority_is_the_table_of_the_data() {
    let files = ["ZenCrowd_us", "ZenCrowd_in", "SP", "SP_amt", "MS", "CF_amt"];
    for (file, expected) in files.into_iter().zip([0.868, 0.745, 0.890, 0.944, 0.711, 0.847]) {
        let output = run(&[
            &data(file),
            "--method",
            "majority",
            "--repeats",
            "keep",
            "--order",
            "text",
            "--json",
        ]);
        let accuracy: f64 = figure(&output, "accuracy").parse().unwrap();
        assert_eq!((accuracy * 1_000.0).round() / 1_000.0, expected, "{file}");
    }
}

#[test]
fn repeats_are_counted_and_only_the_first_is_used() {
    let output = run(&[&data("ZenCrowd_us"), "--method", "majority", "--json"]);
    assert_eq!(
        (figure(&output, "repeats"), figure(&output, "labelsUsed")),
        ("1035".into(), "11155".into())
    );
}

#[test]
fn weighted_beats_majority_with_fewer_labels() {
    for (file, ahead) in [
        ("SP", 0.01),
        ("MS", 0.05),
        ("ZenCrowd_us", 0.005),
        ("ZenCrowd_in", 0.02),
    ] {
        let output = run(&[&data(file), "--json", "--seed", "3"]);
        let share = |key| figure(&output, key).parse::<f64>().unwrap();
        assert!(share("accuracy") > share("majorityAccuracy") + ahead, "{file}");
        assert!(share("shareSaved") > 0.1, "{file}");
    }
}

#[test]
fn a_seed_fixes_everything_but_the_clock() {
    let outputs = [1, 2].map(|_| String::from_utf8(run(&[&data("MS"), "--json", "--seed", "9"]).stdout).unwrap());
    let [first, second] = outputs.each_ref().map(|text| text.split_once("\"seconds\"").unwrap().0);
    assert_eq!(first, second);
}

#[test]
fn tau_of_one_buys_every_label() {
    let output = run(&[&data("CF_amt"), "--tau", "1", "--json"]);
    assert_eq!(figure(&output, "labelsUsed"), figure(&output, "labelsAvailable"));
}

#[test]
fn gold_pays_a_copier_less_than_agreement_would() {
    let output = run(&[&data("SP"), "--copier", "--json"]);
    let share = |key| figure(&output, key).parse::<f64>().unwrap();
    assert!(share("copierByGold") < share("copierByAgreement"));
    // Where the leading label is wrong only those who look at the item are ever right.
    assert!(share("honestOnTraps") > 0.1);
}

#[test]
fn labels_are_written_with_any_text() {
    let input = write(
        "text.csv",
        "worker,item,label,gold\na,\"one, two\",yes,\nb,\"one, two\",yes,\nc,x,\"n\"\"o\",\n",
    );
    let output = write("labels.csv", "");
    let run = run(&[
        input.to_str().unwrap(),
        "--method",
        "majority",
        "--labels",
        output.to_str().unwrap(),
        "--json",
    ]);
    assert_eq!(figure(&run, "accuracy"), "null");
    let written = std::fs::read_to_string(output).unwrap();
    assert_eq!(
        written,
        "item,label,posterior\n\"one, two\",yes,1.0000\nx,\"n\"\"o\",1.0000\n"
    );
}

#[test]
fn wrong_rows_are_refused_with_their_line() {
    let cases = [
        ("short.csv", "a,i,1,1\nb,i,1\n", "line 2: 3 fields"),
        ("worker.csv", "a,i,1,1\n ,i,0,1\n", "line 2: the worker is empty"),
        ("label.csv", "a,i,1,1\nb,i,0,1\nc,i,,1\n", "line 3: the label is empty"),
        (
            "gold.csv",
            "a,i,1,1\nb,i,0,0\n",
            "line 2: gold `0` for an item whose gold was `1`",
        ),
        ("seconds.csv", "a,i,1,1,soon\n", "line 1: the seconds `soon`"),
        (
            "one.csv",
            "a,i,1,1\n",
            "1 different labels: a task needs at least 2 classes",
        ),
        ("empty.csv", "", "0 different labels"),
    ];
    for (name, text, message) in cases {
        let error = refused(name, text);
        assert!(error.contains(message), "{name}: {error}");
    }
    let many: String = (0..17).map(|i| format!("a,{i},{i},\n")).collect();
    assert!(refused("many.csv", &many).contains("17 classes, at most 16"));
    let path = write("bytes.csv", "");
    std::fs::write(&path, b"a,i,1,1\nb,\xff,0,1\n").unwrap();
    let error = String::from_utf8_lossy(&run(&[path.to_str().unwrap()]).stderr).into_owned();
    assert!(error.contains("line 2: not readable"), "{error}");
}

#[test]
fn wrong_options_are_refused() {
    for arguments in [
        &["--gold", "2", "x"][..],
        &["--first", "0", "x"],
        &["--what"],
        &[],
        &["a", "b"],
        &["--tau"],
    ] {
        assert_eq!(run(arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert_eq!(run(&["no such file.csv"]).status.code(), Some(2));
    assert_eq!(run(&["--help"]).status.code(), Some(0));
}
