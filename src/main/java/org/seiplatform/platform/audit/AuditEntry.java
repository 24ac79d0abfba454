package org.seiplatform.platform.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.audit.AuditEvent.Outcome;

/**
 * An entry as it is stored and hashed.
 *
 * @param before JSON, as text
 * @param after JSON, as text
 */
record AuditEntry(
        UUID id,
        @Nullable UUID organizationId,
        long position,
        Instant occurredAt,
        Outcome outcome,
        String actor,
        @Nullable String actorRole,
        String action,
        @Nullable String objectType,
        @Nullable String objectId,
        @Nullable String before,
        @Nullable String after,
        @Nullable String requestId,
        @Nullable String address) {

    /** The chain of what concerns no organization. */
    static final UUID INSTALLATION = new UUID(0, 0);

    UUID chain() {
        return chain(organizationId);
    }

    static UUID chain(@Nullable UUID organizationId) {
        return Objects.requireNonNullElse(organizationId, INSTALLATION);
    }

    /**
     * Whether a chain may begin with it: with the making of what the chain is about. Any other first entry of a chain follows some that
     * were taken away.
     */
    boolean mayBegin() {
        return organizationId == null
                || (organizationId.toString().equals(objectId) && before == null && after != null);
    }

    /** The entry with its number. */
    AuditEntry at(long newPosition) {
        return copy(newPosition, before, after);
    }

    /** The entry with something else said of its object. */
    AuditEntry with(@Nullable String newBefore, @Nullable String newAfter) {
        return copy(position, newBefore, newAfter);
    }

    private AuditEntry copy(long newPosition, @Nullable String newBefore, @Nullable String newAfter) {
        return new AuditEntry(
                id,
                organizationId,
                newPosition,
                occurredAt,
                outcome,
                actor,
                actorRole,
                action,
                objectType,
                objectId,
                newBefore,
                newAfter,
                requestId,
                address);
    }

    /** All fields, each with its length, so that no two entries have the same bytes. */
    byte[] canonical() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream output = new DataOutputStream(bytes)) {
            write(output, id.toString());
            write(output, chain().toString());
            output.writeLong(position);
            output.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt));
            write(output, outcome.name());
            write(output, actor);
            write(output, actorRole);
            write(output, action);
            write(output, objectType);
            write(output, objectId);
            write(output, before);
            write(output, after);
            write(output, requestId);
            write(output, address);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream output, @Nullable String value) throws IOException {
        if (value == null) {
            output.writeInt(-1);
            return;
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        output.writeInt(text.length);
        output.write(text);
    }
}
