package org.seiplatform.platform.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change to a resource as its sender writes it (RFC 7396): fields that are there replace, null empties, fields that are not there
 * stay.
 *
 * @param <T> what the resource consists of
 */
public final class MergePatch<T> {

    /** What its sender may call it, besides plain JSON. */
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private final ObjectNode patch;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    MergePatch(ObjectNode patch) {
        this.patch = patch;
    }

    ObjectNode patch() {
        return patch;
    }
}
