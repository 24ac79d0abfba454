package org.seiplatform.operations.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A value of a YAML document, or the place where there is none. */
record Tree(@Nullable Object value) {

    /** The documents of a file, without empty ones. */
    static List<Tree> documents(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(500);
        options.setCodePointLimit(50_000_000);
        Iterable<Object> documents = new Yaml(new SafeConstructor(options)).loadAll(yaml);
        return StreamSupport.stream(documents.spliterator(), false)
                .filter(Objects::nonNull)
                .map(Tree::new)
                .toList();
    }

    /** The value under one key after the other. */
    Tree at(String... keys) {
        @Nullable Object current = value;
        for (String key : keys) {
            current = current instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return new Tree(current);
    }

    List<Tree> items() {
        return value instanceof List<?> list ? list.stream().map(Tree::new).toList() : List.of();
    }

    Map<String, Tree> fields() {
        Map<String, Tree> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, field) -> fields.put(String.valueOf(key), new Tree(field)));
        }
        return fields;
    }

    /** Keys with values as text. */
    Map<String, String> strings() {
        Map<String, String> strings = new LinkedHashMap<>();
        fields().forEach((key, field) -> strings.put(key, field.text()));
        return strings;
    }

    /** As text; empty where there is nothing. */
    String text() {
        return value == null ? "" : String.valueOf(value);
    }

    int number(int otherwise) {
        return value instanceof Number number ? number.intValue() : otherwise;
    }

    boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    boolean isPresent() {
        return value != null;
    }

    /** Every text in it, at any depth. */
    Stream<String> texts() {
        List<String> texts = new ArrayList<>();
        collect(value, texts);
        return texts.stream();
    }

    private static void collect(@Nullable Object value, List<String> texts) {
        if (value instanceof String text) {
            texts.add(text);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(child -> collect(child, texts));
        } else if (value instanceof List<?> list) {
            list.forEach(child -> collect(child, texts));
        }
    }
}
