package org.seiplatform.source.webhook.gitlab;

import java.util.List;
import org.seiplatform.source.webhook.payload.Payload;

/** Reads labels, by title. */
final class Labels {

    private Labels() {}

    static List<String> at(Payload payload, String pointer) {
        return payload.each(pointer, label -> label.requiredText("/title"));
    }

    /** What was there before the event; empty where it changed no label. */
    static List<String> before(Payload payload) {
        return at(payload, "/changes/labels/previous");
    }

    /** What the event put on. */
    static List<String> added(Payload payload) {
        List<String> before = before(payload);
        return at(payload, "/changes/labels/current").stream()
                .filter(label -> !before.contains(label))
                .toList();
    }
}
