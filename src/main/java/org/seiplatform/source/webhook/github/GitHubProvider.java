package org.seiplatform.source.webhook.github;

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
import org.seiplatform.source.webhook.payload.WorkflowRun;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** GitHub, on github.com or on a server of GitHub Enterprise. */
@Component
public class GitHubProvider implements WebhookProvider {

    private static final String EVENT = "X-GitHub-Event";
    private static final String DELIVERY = "X-GitHub-Delivery";
    private static final String SIGNATURE = "X-Hub-Signature-256";

    @Override
    public Provider provider() {
        return Provider.GITHUB;
    }

    @Override
    public String displayName() {
        return "GitHub";
    }

    @Override
    public List<MediaType> contentTypes() {
        return List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED);
    }

    @Override
    public List<String> headers() {
        return List.of(EVENT, DELIVERY, SIGNATURE);
    }

    @Override
    public Set<String> events() {
        return GitHubEvents.names();
    }

    @Override
    public WebhookSignature signature(WebhookRequest request) {
        String signature = request.header(SIGNATURE);
        return signature == null ? WebhookSignature.NONE : new HubSignature(signature);
    }

    @Override
    public @Nullable String deliveryId(WebhookRequest request) {
        return request.header(DELIVERY);
    }

    @Override
    public @Nullable String event(WebhookRequest request) {
        return request.header(EVENT);
    }

    @Override
    public Reading read(String event, Payload payload, Rules rules) {
        return GitHubEvents.read(event, payload, rules);
    }

    @Override
    public Optional<WorkflowRun> workflowRun(String event, Payload payload) {
        return GitHubEvents.workflowRun(event, payload);
    }
}
