package org.seiplatform.source.webhook.gitea;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.seiplatform.source.webhook.payload.SamplePayload;

/** Payloads as Gitea writes them, made after its types. */
public final class GiteaPayloads {

    private GiteaPayloads() {}

    public static SamplePayload of(String name) {
        try (InputStream sample = GiteaPayloads.class.getResourceAsStream("/webhooks/gitea/" + name + ".json")) {
            return SamplePayload.of(new String(Objects.requireNonNull(sample).readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
