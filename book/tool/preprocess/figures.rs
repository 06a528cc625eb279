//! Figures, inlined so that they follow the theme of the page.

/// An SVG figure as HTML without blank lines.
///
/// `place` is the path of the figure within `figures/`, without its ending; it keeps the ids of two
/// figures of one name apart. The style sheet, the same in all figures, goes with the first of a
/// page only. The chapter's own words take the place of the figure's description.
///
/// # Errors
/// If the file is not one of the workbook's figures.
pub fn expand(
    svg: &str,
    place: &str,
    alt: &str,
    with_style: bool,
    points: Option<&str>,
) -> Result<String, String> {
    let not_ours = || format!("figures/{place}.svg is none of the workbook's figures");
    let start = svg.find("<svg").ok_or_else(not_ours)?;
    let (before, rest) = svg[start..].split_once("<style>").ok_or_else(not_ours)?;
    let (style, after) = rest.split_once("</style>").ok_or_else(not_ours)?;
    let (before, described) = before.split_once("<desc").ok_or_else(not_ours)?;
    let (tag, described) = described.split_once('>').ok_or_else(not_ours)?;
    let (_, before_style) = described.split_once("</desc>").ok_or_else(not_ours)?;

    let style = if with_style { format!("<style>{style}</style>") } else { String::new() };
    let svg = format!("{before}<desc{tag}>{}</desc>{before_style}{style}{after}", text(alt));
    // `ml-100k/05_sweep.seeds` is drawn as `05_sweep`.
    let name = place.rsplit('/').next().unwrap_or(place);
    let name = name.split('.').next().unwrap_or(name);
    let svg = svg.replace(
        &format!("figure-{name}-"),
        &format!("figure-{}-", place.replace(['/', '.'], "-")),
    );
    // A blank line would end the block of HTML.
    let svg: String = svg
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| format!("{line}\n"))
        .collect();
    let points = points.map_or(String::new(), |json| {
        // No `</script>` can end the data early.
        format!(
            "<script type=\"application/json\" class=\"points\">{}</script>\n",
            json.trim().replace("</", "<\\/")
        )
    });
    Ok(format!("{svg}{points}"))
}

fn text(plain: &str) -> String {
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('\n', " ")
}
