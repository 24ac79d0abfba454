package org.seiplatform.fact;

import org.seiplatform.fact.merge.Effect;

/**
 * What became of the events of one request.
 *
 * @param unchanged events that say nothing new, or a state that a later one has replaced already
 */
public record IngestResult(long received, long created, long updated, long unchanged) {

    /** Nothing received. */
    public static final IngestResult NONE = new IngestResult(0, 0, 0, 0);

    static IngestResult of(Effect effect) {
        return switch (effect) {
            case CREATED -> new IngestResult(1, 1, 0, 0);
            case UPDATED -> new IngestResult(1, 0, 1, 0);
            case UNCHANGED -> new IngestResult(1, 0, 0, 1);
        };
    }

    public IngestResult plus(IngestResult other) {
        return new IngestResult(
                received + other.received,
                created + other.created,
                updated + other.updated,
                unchanged + other.unchanged);
    }
}
