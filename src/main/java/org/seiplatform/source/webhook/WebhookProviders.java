package org.seiplatform.source.webhook;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.Provider;
import org.seiplatform.platform.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The providers whose webhooks are taken. */
@Component
public class WebhookProviders {

    private final Map<Provider, WebhookProvider> providers;

    /** @throws IllegalStateException if two claim to be the same */
    public WebhookProviders(List<WebhookProvider> providers) {
        this.providers = providers.stream()
                .collect(Collectors.toUnmodifiableMap(WebhookProvider::provider, Function.identity()));
    }

    /** All of them, always in the same order. */
    public List<WebhookProvider> all() {
        return providers.values().stream()
                .sorted(Comparator.comparing(WebhookProvider::provider))
                .toList();
    }

    /** The one with this name in addresses. */
    public Optional<WebhookProvider> find(String code) {
        return providers.values().stream()
                .filter(provider -> provider.code().equals(code))
                .findFirst();
    }

    /**
     * Refuses those that send no webhooks.
     *
     * @param provider null where none is said, which is fine
     * @param pointer where in the request it was named
     * @throws ProblemException {@code validation_failed} if it sends none
     */
    public void require(@Nullable Provider provider, String pointer) {
        if (provider != null && !providers.containsKey(provider)) {
            String known = all().stream().map(WebhookProvider::code).collect(Collectors.joining(", "));
            throw ProblemException.invalid(pointer, "must be one of " + known);
        }
    }

    /** @throws IllegalStateException if it sends no webhooks, so that no integration can have it */
    WebhookProvider of(Provider provider) {
        WebhookProvider found = providers.get(provider);
        if (found == null) {
            throw new IllegalStateException("No webhooks come from " + provider);
        }
        return found;
    }
}
