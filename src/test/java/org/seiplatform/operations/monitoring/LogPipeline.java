package org.seiplatform.operations.monitoring;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the shipped pipeline makes of a line, by its own expressions and after Logstash's rules: the file's name says where the line
 * is from, and a line of the service that is a JSON object gives the event its fields.
 */
final class LogPipeline {

    private static final Path LOGSTASH = Path.of("k8s/logging/logstash-deployment.yaml");
    private static final Path TEMPLATE = Path.of("k8s/logging/bootstrap/index-template.json");
    private static final Pattern GROK = Pattern.compile("match => \\{ \"\\[log]\\[file]\\[path]\" => \"(.*)\" }");
    private static final Pattern CONDITION = Pattern.compile(
            "if \\[kubernetes]\\[container] == \"(.+)\" and \\[message] =~ /(.+)/ \\{\\s*json \\{\\s*source => \"message\"\\s*}");
    private static final Pattern FIELD = Pattern.compile("\\(\\?<\\[kubernetes]\\[(\\w+)]>");

    private final Pattern path;
    private final String container;
    private final Pattern json;
    private final JsonNode template = MonitoringFiles.json(TEMPLATE);

    LogPipeline() {
        String configuration = configuration();
        this.path = Pattern.compile(FIELD.matcher(only(GROK, configuration)).replaceAll("(?<$1>"));
        Matcher condition = CONDITION.matcher(configuration);
        if (!condition.find()) {
            throw new IllegalStateException(LOGSTASH + " has nothing like " + CONDITION);
        }
        this.container = condition.group(1);
        this.json = Pattern.compile(condition.group(2));
    }

    /** The event of a line that Filebeat has read from a file. */
    JsonNode event(String file, String line) {
        ObjectNode event = JsonMapper.shared().createObjectNode();
        event.put("message", line);
        Matcher place = path.matcher(file);
        if (place.find()) {
            ObjectNode kubernetes = event.putObject("kubernetes");
            for (String name : List.of("namespace", "pod", "container")) {
                kubernetes.put(name, place.group(name));
            }
        }
        if (event.at("/kubernetes/container").asString("").equals(container)
                && json.matcher(line).find()
                && JsonMapper.shared().readTree(line) instanceof ObjectNode fields) {
            event.setAll(fields);
        }
        return event;
    }

    /** What of an event the index would not take as it is meant. */
    List<String> misfits(JsonNode event) {
        List<String> misfits = new ArrayList<>();
        event.properties().forEach(field -> {
            JsonNode mapping = template.at("/template/mappings/properties").path(field.getKey());
            String type = mapping.path("type").asString(mapping.has("properties") ? "object" : "dynamic");
            if (!fits(type, field.getValue())) {
                misfits.add("%s is no %s: %s".formatted(field.getKey(), type, field.getValue()));
            }
        });
        return misfits;
    }

    /** Whether events of this stream get the template, and are kept as the policy of this name says. */
    boolean isFor(String index, String policy) {
        return template.path("index_patterns")
                        .valueStream()
                        .anyMatch(pattern -> index.matches(pattern.asString().replace("*", ".*")))
                && template.at("/template/settings/index.lifecycle.name")
                        .asString()
                        .equals(policy);
    }

    private static boolean fits(String type, JsonNode value) {
        if (value.isArray()) {
            // to the index, several values are as good as one
            return value.valueStream().allMatch(element -> fits(type, element));
        }
        return switch (type) {
            case "date" -> value.isString() && isInstant(value.asString());
            case "keyword", "text", "dynamic" -> value.isString();
            case "short" -> value.isInt() && value.asInt() == value.shortValue();
            case "long" -> value.isIntegralNumber();
            case "float", "double" -> value.isNumber();
            case "object" -> value.isObject();
            default -> false;
        };
    }

    private static boolean isInstant(String text) {
        try {
            return OffsetDateTime.parse(text).getYear() > 2000;
        } catch (DateTimeException malformed) {
            return false;
        }
    }

    private static String configuration() {
        for (Object document :
                new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(MonitoringFiles.read(LOGSTASH))) {
            JsonNode text = JsonMapper.shared()
                    .<JsonNode>valueToTree(document)
                    .path("data")
                    .path("sei.conf");
            if (text.isString()) {
                return text.asString();
            }
        }
        throw new IllegalStateException(LOGSTASH + " has no pipeline");
    }

    private static String only(Pattern pattern, String configuration) {
        return pattern.matcher(configuration)
                .results()
                .map(match -> Objects.requireNonNull(match.group(1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(LOGSTASH + " has nothing like " + pattern));
    }
}
