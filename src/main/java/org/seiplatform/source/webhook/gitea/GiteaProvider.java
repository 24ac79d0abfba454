package org.seiplatform.source.webhook.gitea;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

/**
 * Gitea or Forgejo, on any server. Forgejo sends Gitea's headers beside its own, which say the same; its own are read where a proxy
 * has dropped the others. Both send those of GitHub, too, for receivers that know nothing else.
 */
@Component
public class GiteaProvider implements WebhookProvider {

    private static final String EVENT = "Event";
    private static final String EVENT_TYPE = "Event-Type";
    private static final String DELIVERY = "Delivery";
    private static final String SIGNATURE = "Signature";
    private static final String GITEA = "X-Gitea-";
    private static final String FORGEJO = "X-Forgejo-";

    @Override
    public Provider provider() {
        return Provider.GITEA;
    }

    @Override
    public String displayName() {
        return "Gitea";
    }

    /** No forms: of a form they sign the payload in it, not the body that they send. */
    @Override
    public List<MediaType> contentTypes() {
        return List.of(MediaType.APPLICATION_JSON);
    }

    @Override
    public List<String> headers() {
        return Stream.of(GITEA, FORGEJO)
                .flatMap(prefix ->
                        Stream.of(EVENT, EVENT_TYPE, DELIVERY, SIGNATURE).map(prefix::concat))
                .toList();
    }

    @Override
    public Set<String> events() {
        return GiteaEvents.names();
    }

    /** Without a secret it is sent empty, which is no signature of anything. */
    @Override
    public WebhookSignature signature(WebhookRequest request) {
        String signature = header(request, SIGNATURE);
        return signature == null ? WebhookSignature.NONE : new HexSignature(signature);
    }

    @Override
    public @Nullable String deliveryId(WebhookRequest request) {
        return header(request, DELIVERY);
    }

    /** Some versions send the name of newer events as their type alone. */
    @Override
    public @Nullable String event(WebhookRequest request) {
        String event = header(request, EVENT);
        return event == null ? header(request, EVENT_TYPE) : event;
    }

    @Override
    public Reading read(String event, Payload payload, Rules rules) {
        return GiteaEvents.read(event, payload, rules);
    }

    @Override
    public Optional<WorkflowRun> workflowRun(String event, Payload payload) {
        return GiteaEvents.workflowRun(event, payload);
    }

    private static @Nullable String header(WebhookRequest request, String name) {
        return Stream.of(GITEA, FORGEJO)
                .map(prefix -> request.header(prefix + name))
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse(null);
    }
}
