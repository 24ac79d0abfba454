package org.seiplatform.fact;

/**
 * What became of the events of one request.
 *
 * @param unchanged events that say nothing new, or a state that a later one has replaced already
 */
public record IngestResult(long received, long created, long updated, long unchanged) {

    /** Nothing received. */
    public static final IngestResult NONE = new IngestResult(0, 0, 0, 0);

    public IngestResult plus(IngestResult other) {
        return new IngestResult(
                received + other.received,
                created + other.created,
                updated + other.updated,
                unchanged + other.unchanged);
    }
}
