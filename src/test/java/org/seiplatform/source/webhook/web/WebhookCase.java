package org.seiplatform.source.webhook.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list of {@code [event, payload]} under {@code src/test/resources/cases}: GitHub's name of the event, or {@code gitlab} and the
 * kind of object. Each is sent as its provider would, to an integration that takes deployments from all sources.
 */
public final class WebhookCase {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String GITLAB = "gitlab ";
    private static final Map<String, Object> ALL_SOURCES =
            Map.of("deployment_sources", List.of("deployments", "releases", "workflows"));

    private final Api api;
    private final Tenant tenant;
    private final Map<String, WebhookSender> senders = new HashMap<>();

    public WebhookCase(Api api, Tenant tenant) {
        this.api = api;
        this.tenant = tenant;
    }

    /** What is sent once: an event and its payload. */
    public record Sent(String event, JsonNode payload) {}

    /** The deliveries of a file, in order. */
    public static List<Sent> deliveries(String file) {
        try (InputStream json = WebhookCase.class.getResourceAsStream("/cases/" + file)) {
            return StreamSupport.stream(JSON.readTree(json).spliterator(), false)
                    .map(step -> new Sent(step.get(0).stringValue(), step.get(1)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Sends the deliveries of a file, one after the other. */
    public List<Answer> replay(String file) {
        return deliveries(file).stream().map(this::send).toList();
    }

    public Answer send(Sent sent) {
        byte[] body = JSON.writeValueAsBytes(sent.payload());
        return sent.event().startsWith(GITLAB)
                ? sender("gitlab").gitLab(body).expect(200)
                : sender("github").gitHub(sent.event(), body).expect(200);
    }

    /** The integration that the deliveries of a provider go to. */
    public WebhookSender sender(String provider) {
        return senders.computeIfAbsent(provider, name -> WebhookSender.create(api, tenant, name, ALL_SOURCES));
    }
}
