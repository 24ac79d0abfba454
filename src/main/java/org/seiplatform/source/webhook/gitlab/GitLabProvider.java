package org.seiplatform.source.webhook.gitlab;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.Provider;
import org.seiplatform.source.webhook.WebhookProvider;
import org.seiplatform.source.webhook.WebhookRequest;
import org.seiplatform.source.webhook.WebhookSignature;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Rules;
import org.seiplatform.source.webhook.payload.UnreadablePayloadException;
import org.seiplatform.source.webhook.payload.WorkflowRun;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** GitLab, on gitlab.com or on a server of one's own. */
@Component
public class GitLabProvider implements WebhookProvider {

    private static final String EVENT = "X-Gitlab-Event";
    private static final String TOKEN = "X-Gitlab-Token";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";

    private static final String UNKNOWN_EVENT = "unknown";

    @Override
    public Provider provider() {
        return Provider.GITLAB;
    }

    @Override
    public String displayName() {
        return "GitLab";
    }

    @Override
    public List<MediaType> contentTypes() {
        return List.of(MediaType.APPLICATION_JSON);
    }

    @Override
    public List<String> headers() {
        return List.of(EVENT, TOKEN, IDEMPOTENCY_KEY, ID, TIMESTAMP, SIGNATURE);
    }

    @Override
    public Set<String> events() {
        return GitLabEvents.names();
    }

    /** The signature where there is one, for it covers the body; else the token. */
    @Override
    public WebhookSignature signature(WebhookRequest request) {
        String id = request.header(ID);
        String timestamp = request.header(TIMESTAMP);
        String signature = request.header(SIGNATURE);
        if (id != null && timestamp != null && signature != null) {
            return new StandardSignature(id, timestamp, signature);
        }
        String token = request.header(TOKEN);
        return token == null ? WebhookSignature.NONE : new SecretToken(token);
    }

    /** Older versions give none: then the payload itself tells deliveries apart. */
    @Override
    public String deliveryId(WebhookRequest request) {
        String id = request.header(ID);
        // The signature covers this id; other headers are only as good as the connection.
        String deliveryId = id != null && request.header(SIGNATURE) != null ? id : request.header(IDEMPOTENCY_KEY);
        return deliveryId == null ? request.payload().idByContent() : deliveryId;
    }

    /** The header has other names, several for one kind of object; the payload tells, if it can be read. */
    @Override
    public String event(WebhookRequest request) {
        String event = objectKind(request);
        return event == null ? UNKNOWN_EVENT : event;
    }

    private static @Nullable String objectKind(WebhookRequest request) {
        try {
            Payload payload = request.payload().read(request.receivedAt());
            String kind = payload.text("/object_kind");
            return kind == null ? payload.text("/event_name") : kind;
        } catch (UnreadablePayloadException unreadable) {
            return request.header(EVENT);
        }
    }

    @Override
    public Reading read(String event, Payload payload, Rules rules) {
        return GitLabEvents.read(event, payload, rules);
    }

    @Override
    public Optional<WorkflowRun> workflowRun(String event, Payload payload) {
        return GitLabEvents.pipeline(event, payload);
    }
}
