//! A new pack for a clinic: the files that it fills in, on top of a base pack.

use std::fmt::Write as _;

use serde_json::Value;

use crate::assess::{Table, assess};
use crate::load::BASE_PACK;
use crate::pack::{Answers, Clinic, CostTable, Country, Pack, Row, Span, Support};
use crate::report::sanitize::sanitized_json;

/// What a clinic says about itself.
#[derive(Debug, Clone)]
pub struct NewPackOptions {
    /// Name and contact line.
    pub clinic: Clinic,
    /// Where it is; its prices are the ones shown first.
    pub country: Country,
    /// Three capital letters; without it, those of the base's prices in this country.
    pub currency: Option<String>,
    /// Its price range; without it, the rows of the base are written out to be changed.
    pub price: Option<Span>,
}

/// The pack cannot be written, and how to fix it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPackError {
    /// What is wrong.
    pub message: String,
    /// How to fix it.
    pub help: String,
}

/// The files of a pack that extends a base, each with its name.
///
/// # Errors
/// The base has no prices in this country or currency, and none were given.
pub fn new_pack(
    base: &Pack,
    options: &NewPackOptions,
) -> Result<Vec<(&'static str, String)>, NewPackError> {
    let mut files = vec![
        ("pack.json", header(&options.clinic)),
        ("questionnaire.json", EMPTY.replace("LIST", "questions")),
        ("suitability.json", EMPTY.replace("LIST", "rules")),
        ("expectations.json", prices(base, options)?),
        ("cases.json", cases(base)),
    ];
    if let Some(price) = options.price {
        files.push(("sources.json", sources(options, price)));
    }
    Ok(files)
}

const EMPTY: &str = "{\n  \"remove\": [],\n  \"LIST\": []\n}\n";

/// The id of the source and of the claim behind the clinic's price.
const PRICE_LIST: &str = "own-prices";

fn header(clinic: &Clinic) -> String {
    format!(
        "{{\n  \"extends\": {},\n  \"id\": {},\n  \"version\": \"1\",\n  \"authors\": [{}],\n  \
         \"reviewed_by\": [],\n  \"clinic\": {{\n    \"name\": {},\n    \"contact\": {}\n  }}\n}}\n",
        quoted(BASE_PACK),
        quoted(&id_of(&clinic.name)),
        quoted(&clinic.name),
        quoted(&clinic.name),
        quoted(&clinic.contact),
    )
}

/// A name as an id: lowercase letters and digits, everything else a hyphen.
fn id_of(name: &str) -> String {
    let words: Vec<_> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let id = words.join("-").to_lowercase();
    if id.starts_with(|c: char| c.is_ascii_lowercase()) {
        return id;
    }
    format!("clinic-{id}").trim_end_matches('-').to_owned()
}

fn prices(base: &Pack, options: &NewPackOptions) -> Result<String, NewPackError> {
    let code = options.country.code();
    let tables = &base.expectations.cost;
    let table = tables.iter().find(|table| table.country == code);
    let known = table.map(|table| table.currency.as_str());
    let currency = options.currency.as_deref().or(known);
    let content = match (options.price, table, currency) {
        (Some(price), table, Some(currency)) => {
            own_prices(table, &options.clinic.name, currency, price)
        }
        (None, Some(table), Some(currency)) if table.currency == currency => rows_of(table),
        (Some(_), None, None) => {
            return Err(NewPackError {
                message: format!("the currency of {code} is not known"),
                help: "give it, such as `--currency EUR`".to_owned(),
            });
        }
        (_, _, currency) => {
            let currency = currency.unwrap_or("EUR");
            return Err(NewPackError {
                message: format!("no prices in {currency} are known for {code}"),
                help: format!("give yours, such as `--currency {currency} --price 1500-4000`"),
            });
        }
    };
    // The first table is the one that counts unless another country is asked for.
    let first = tables.first().filter(|first| first.country != code);
    let before = first
        .map(|first| format!("        \"before\": {},\n", quoted(&first.country)))
        .unwrap_or_default();
    Ok(format!(
        "{{\n  \"cost\": {{\n    \"countries\": [\n      {{\n        \"country\": {},\n{before}\
         {content}\n      }}\n    ]\n  }}\n}}\n",
        quoted(code)
    ))
}

/// The prices of the base, there to be changed.
fn rows_of(table: &CostTable) -> String {
    let overall = &table.overall;
    let rows: Vec<_> = table
        .rows
        .iter()
        .map(|row| price_row(&row.id, row.content.amount, &row.because, &row.support))
        .collect();
    price_table(
        &table.currency,
        &indented(10, &amount(overall.amount, &overall.support)),
        "",
        &rows,
    )
}

/// One range for all people, in place of the rows of the base.
fn own_prices(table: Option<&CostTable>, name: &str, currency: &str, price: Span) -> String {
    let support = Support {
        sources: vec![PRICE_LIST.into()],
        claims: vec![PRICE_LIST.into()],
    };
    let rows = table.map(|table| table.rows.as_slice()).unwrap_or_default();
    let for_all = rows.iter().rfind(|row| row.when.is_none());
    let id = for_all.map_or("everybody", |row| row.id.as_str());
    let others: Vec<_> = rows
        .iter()
        .filter(|row| row.id != id)
        .map(|row: &Row<_>| row.id.clone())
        .collect();
    let mut instead = String::new();
    if table.is_some_and(|table| table.main.is_some()) {
        instead += "        \"main\": null,\n";
    }
    // What others take for a touch-up is no price of this clinic.
    if table.is_some_and(|table| table.touch_up.is_some()) {
        instead += "        \"touch_up\": null,\n";
    }
    if !others.is_empty() {
        _ = writeln!(instead, "        \"remove\": {},", list(&others)); // a `String` takes everything
    }
    let because = format!("This is the price range of {name} for a whole course.");
    let row = price_row(id, price, &because, &support);
    price_table(
        currency,
        &indented(10, &amount(price, &support)),
        &instead,
        &[row],
    )
}

fn price_table(currency: &str, overall: &str, instead: &str, rows: &[String]) -> String {
    format!(
        "        \"currency\": {},\n        \"overall\": {{\n{overall}\n        }},\n{instead}        \
         \"rows\": [\n{}\n        ]",
        quoted(currency),
        rows.join(",\n"),
    )
}

fn price_row(id: &str, price: Span, because: &str, support: &Support) -> String {
    let (id, because) = (quoted(id), quoted(because));
    let content = format!(
        "\"id\": {id},\n\"because\": {because},\n{}",
        amount(price, support)
    );
    format!("          {{\n{}\n          }}", indented(12, &content))
}

fn indented(columns: usize, lines: &str) -> String {
    let lines: Vec<_> = lines
        .lines()
        .map(|line| " ".repeat(columns) + line)
        .collect();
    lines.join("\n")
}

fn amount(price: Span, support: &Support) -> String {
    format!(
        "\"amount\": [{}, {}],\n\"sources\": {},\n\"claims\": {}",
        price.min,
        price.max,
        list(&support.sources),
        list(&support.claims),
    )
}

/// One case to begin with: the verdict of the base where nothing is answered.
fn cases(base: &Pack) -> String {
    let table = Table::new(base);
    let verdict = assess(&table, &Answers::blank(base)).verdict;
    format!(
        "{{\n  \"remove\": [],\n  \"cases\": [\n    {{\n      \"id\": \"own-nothing-known\",\n      \
         \"answers\": {{}},\n      \"expect\": {{ \"verdict\": {} }}\n    }}\n  ]\n}}\n",
        quoted(verdict.id())
    )
}

fn sources(options: &NewPackOptions, price: Span) -> String {
    let name = &options.clinic.name;
    let says = format!("A course costs {} to {} at {name}.", price.min, price.max);
    format!(
        "{{\n  \"sources\": [\n    {{\n      \"id\": \"{PRICE_LIST}\",\n      \"title\": \"Price list\",\n      \
         \"publisher\": {},\n      \"year\": null,\n      \"url\": null,\n      \"doi\": null,\n      \
         \"kind\": \"clinic\"\n    }}\n  ],\n  \"claims\": [\n    {{\n      \"id\": \"{PRICE_LIST}\",\n      \
         \"says\": {},\n      \"sources\": [\"{PRICE_LIST}\"],\n      \"agreement\": \"single\"\n    }}\n  ]\n}}\n",
        quoted(name),
        quoted(&says),
    )
}

fn quoted(text: &str) -> String {
    sanitized_json(&Value::from(text).to_string()).into_owned()
}

fn list(ids: &[impl AsRef<str>]) -> String {
    let quoted: Vec<_> = ids.iter().map(|id| quoted(id.as_ref())).collect();
    format!("[{}]", quoted.join(", "))
}
