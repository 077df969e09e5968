//! Profit of each strategy against the share of dishonest wallets, a panel for each rule, averaged over the files.
use plotters::prelude::*;

use crate::{rules::Rule, strategy::DISHONEST, SHARES};

const COLOURS: [RGBColor; 6] = [
    RGBColor(0x88, 0x56, 0xa7),
    RGBColor(0xd9, 0x5f, 0x0e),
    RGBColor(0x77, 0x77, 0x77),
    RGBColor(0xc5, 0x1b, 0x7d),
    RGBColor(0x2b, 0x8c, 0xbe),
    RGBColor(0xa6, 0x56, 0x28),
];
const HONEST: RGBColor = RGBColor(0x1b, 0x78, 0x37);

type Curves = Vec<[f64; SHARES.len()]>;

/// Draws the profits of each strategy, in honest profits, side by side for each rule.
pub fn draw(path: &str, rules: &[(Rule, Curves)]) -> Result<(), Box<dyn std::error::Error>> {
    let root = SVGBackend::new(path, (420 * rules.len() as u32, 420)).into_drawing_area();
    root.fill(&WHITE)?;
    let all = rules.iter().flat_map(|(_, curves)| curves.iter().flatten());
    // Room for the legend above the curves.
    let high = all.fold(1.0f64, |high, y| high.max(*y)) + 0.75;
    for (area, (rule, curves)) in root.split_evenly((1, rules.len())).iter().zip(rules) {
        let mut chart = ChartBuilder::on(area)
            .margin(12)
            .x_label_area_size(40)
            .y_label_area_size(44)
            .caption(format!("rule: {}", rule.name()), ("sans-serif", 18))
            .build_cartesian_2d(0.0..30.0, 0.0..high)?;
        chart
            .configure_mesh()
            .x_desc("dishonest wallets, percent")
            .y_desc("profit (honest = 1)")
            .light_line_style(WHITE)
            .draw()?;
        chart
            .draw_series(LineSeries::new([(0.0, 1.0), (30.0, 1.0)], HONEST.stroke_width(3)))?
            .label("honest")
            .legend(|(x, y)| PathElement::new([(x, y), (x + 18, y)], HONEST.stroke_width(3)));
        for ((strategy, curve), colour) in DISHONEST.iter().zip(curves).zip(COLOURS) {
            let points = SHARES.iter().zip(curve).map(|(share, profit)| (share * 100.0, *profit));
            chart
                .draw_series(LineSeries::new(points, colour.stroke_width(2)))?
                .label(strategy.name())
                .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], colour.stroke_width(2)));
        }
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::UpperRight)
            .background_style(WHITE.mix(0.85))
            .border_style(RGBColor(0xcc, 0xcc, 0xcc))
            .draw()?;
    }
    root.present()?;
    Ok(())
}
