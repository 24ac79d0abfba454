package org.seiplatform.platform.persistence;

import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** The conditions that lists of resources are filtered by. One without a value holds for every row. */
public final class Conditions {

    private Conditions() {}

    /** The rows of a keyset page: those after an id. */
    public static <T> Specification<T> after(UUID id) {
        return (root, query, builder) -> builder.greaterThan(root.get("id"), id);
    }

    public static <T> Specification<T> equal(String attribute, @Nullable Object value) {
        return value == null
                ? Specification.unrestricted()
                : (root, query, builder) -> builder.equal(root.get(attribute), value);
    }

    public static <T> Specification<T> among(String attribute, Collection<?> values) {
        return (root, query, builder) -> root.get(attribute).in(values);
    }

    /** The text somewhere within the attribute, whatever the case; no character has a special meaning. */
    public static <T> Specification<T> contains(String attribute, @Nullable String text) {
        return text == null
                ? Specification.unrestricted()
                : (root, query, builder) -> builder.greaterThan(
                        builder.locate(builder.lower(root.get(attribute)), text.toLowerCase(Locale.ROOT)), 0);
    }
}
