package org.seiplatform.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a service tells Prometheus when it is scraped. */
public record Scrape(String text) {

    /** Scrapes the management port in Prometheus's own format. */
    public static Scrape of(Api api) {
        return new Scrape(
                api.management().get("/actuator/prometheus").expect(200).body());
    }

    /** Scrapes as a Prometheus that stores exemplars does. */
    public static Scrape withExemplars(Api api) {
        Session management = api.management();
        return new Scrape(management
                .send(management
                        .request("/actuator/prometheus")
                        .header("Accept", "application/openmetrics-text; version=1.0.0")
                        .GET())
                .expect(200)
                .body());
    }

    /** The names of all metrics, as their type is declared. */
    public Set<String> families() {
        return text.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .collect(Collectors.toSet());
    }

    /** The lines of one metric that have all of these labels. */
    public List<String> series(String name, Map<String, String> labels) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> labels.entrySet().stream()
                        .allMatch(label -> line.contains(label.getKey() + "=\"" + label.getValue() + "\"")))
                .toList();
    }

    /** The sum of the series of a metric with these labels; empty where there is none. */
    public Optional<Double> value(String name, Map<String, String> labels) {
        List<String> series = series(name, labels);
        return series.isEmpty()
                ? Optional.empty()
                : Optional.of(series.stream().mapToDouble(Scrape::valueOf).sum());
    }

    /** All values that a label of a metric has. */
    public Set<String> labelValues(String name, String label) {
        Pattern assignment = Pattern.compile("[{,]" + label + "=\"([^\"]*)\"");
        return series(name, Map.of()).stream()
                .flatMap(line -> assignment.matcher(line).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    /** Values of labels may contain braces; what follows a hash is an exemplar. */
    private static double valueOf(String line) {
        String series = line.split(" # ")[0];
        String value = series.substring(Math.max(series.lastIndexOf('}') + 1, series.indexOf(' ')));
        return Double.parseDouble(value.strip().split(" ")[0].replace("Inf", "Infinity"));
    }
}
