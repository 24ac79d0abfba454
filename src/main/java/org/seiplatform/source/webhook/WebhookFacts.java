package org.seiplatform.source.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.CodeRepository;
import org.seiplatform.fact.BotLogins;
import org.seiplatform.fact.Event;
import org.seiplatform.fact.EventIngest;
import org.seiplatform.fact.EventReferences;
import org.seiplatform.organization.Organizations;
import org.seiplatform.platform.pattern.TextPatterns;
import org.seiplatform.source.webhook.payload.DeploymentSource;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Reading.Facts;
import org.seiplatform.source.webhook.payload.Reading.Ignored;
import org.seiplatform.source.webhook.payload.Reading.Withdrawal;
import org.seiplatform.source.webhook.payload.ReportedRepository;
import org.seiplatform.source.webhook.payload.Rules;
import org.seiplatform.source.webhook.payload.TagStatement;
import org.seiplatform.source.webhook.payload.UnreadablePayloadException;
import org.springframework.stereotype.Component;

/** Reads payloads by the rules of their integration, and stores the facts in them. */
@Component
class WebhookFacts {

    /** Providers wait ten seconds for an answer: that another writer keeps a repository busy for long must not cost them all. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Organizations organizations;
    private final ReportedRepositories repositories;
    private final ReleasedTags tags;
    private final BotLogins bots;
    private final EventReferences references;
    private final WorkflowRunPreviews runs;
    private final EventIngest ingest;
    private final TextPatterns patterns;

    WebhookFacts(
            Organizations organizations,
            ReportedRepositories repositories,
            ReleasedTags tags,
            BotLogins bots,
            EventReferences references,
            WorkflowRunPreviews runs,
            EventIngest ingest,
            TextPatterns patterns) {
        this.organizations = organizations;
        this.repositories = repositories;
        this.tags = tags;
        this.bots = bots;
        this.references = references;
        this.runs = runs;
        this.ingest = ingest;
        this.patterns = patterns;
    }

    /** Stores what payloads of an integration say, all of it or none, unless it is stored already. */
    void store(ReceivingIntegration integration, List<FoundFacts> found) {
        store(integration, found, PATIENCE);
    }

    /** @param patience how long to wait for others who write to the same repository */
    void store(ReceivingIntegration integration, List<FoundFacts> found, Duration patience) {
        learn(integration.organizationId(), found);
        ingest.ingest(
                integration.organizationId(),
                EventIngest.Source.WEBHOOK,
                found.stream().flatMap(facts -> facts.events().stream()).toList(),
                patience);
    }

    /** What several say alike of a repository is learnt once, as of the latest of them. */
    private void learn(UUID organizationId, List<FoundFacts> found) {
        Map<About, @Nullable Instant> latest = new LinkedHashMap<>();
        for (FoundFacts facts : found) {
            Instant known = latest.get(facts.about());
            if (known == null || facts.madeAt() != null && facts.madeAt().isAfter(known)) {
                latest.put(facts.about(), facts.madeAt());
            }
        }
        latest.forEach(
                (about, madeAt) -> repositories.learn(organizationId, about.repository(), about.reported(), madeAt));
    }

    /** Reads payloads of an integration, asking once for what is the same for all of them. */
    Reader reader(ReceivingIntegration integration) {
        return new Reader(integration);
    }

    final class Reader {

        private final ReceivingIntegration integration;
        private final Rules rules;
        private final Map<ReportedRepository, Optional<About>> known = new HashMap<>();

        private Reader(ReceivingIntegration integration) {
            this.integration = integration;
            this.rules = rules(integration);
        }

        /**
         * Finds what a payload says; what it says of tags and programs is stored by this already.
         *
         * @return a reason why there is nothing to store, or what to {@link WebhookFacts#store}
         * @throws org.seiplatform.source.webhook.payload.UnreadablePayloadException if it is not as its provider documents
         */
        Found find(String event, Payload payload) {
            Reading reading = integration.provider().read(event, payload, rules);
            runs.remember(integration, event, payload);
            return switch (reading) {
                case Ignored ignored -> new Nothing(ignored.reason());
                case Facts facts -> find(facts, payload);
                case Withdrawal withdrawal ->
                    references.hasIncident(integration.organizationId(), withdrawal.externalId())
                            ? find(withdrawal.facts(), payload)
                            : new Nothing(withdrawal.reason());
            };
        }

        private Found find(Facts facts, Payload payload) {
            Optional<About> found = known.computeIfAbsent(facts.repository().withoutTime(), this::about);
            if (found.isEmpty()) {
                return new Nothing("The repository is not known, and the integration adds none.");
            }
            CodeRepository repository = found.get().repository();
            List<Event> events = new ArrayList<>(facts.events().apply(repository.id()));
            Instant madeAt = madeAt(facts, events);
            // A tag that nobody releases is none of our business.
            if (facts.tag() != null && rules.deploysBy(DeploymentSource.RELEASES)) {
                tags.state(integration.organizationId(), repository, facts.tag(), rules.environment())
                        .ifPresent(events::add);
            }
            if (events.isEmpty() && facts.tag() == null && payload.leftOut().count() > 0) {
                throw new UnreadablePayloadException(payload.leftOut().reasons());
            }
            bots.note(integration.organizationId(), repository.id(), payload.bots());
            return new FoundFacts(found.get(), madeAt, events);
        }

        private Optional<About> about(ReportedRepository reported) {
            ReportedRepository stored = repositories.withoutErased(integration.organizationId(), reported);
            return repositories.find(integration, stored).map(repository -> new About(repository, stored));
        }
    }

    /** What there is in a payload. */
    sealed interface Found {}

    /** Nothing to store. */
    record Nothing(String reason) implements Found {}

    /**
     * Something to store.
     *
     * @param madeAt a time before which the payload was not made; null where there is none in it
     */
    record FoundFacts(About about, @Nullable Instant madeAt, List<Event> events) implements Found {}

    /** A repository, and what a payload says of it. */
    record About(CodeRepository repository, ReportedRepository reported) {}

    /** The latest time in a payload: it was not made before. Null where there is none. */
    private static @Nullable Instant madeAt(Facts facts, List<Event> events) {
        return Stream.of(
                        Stream.ofNullable(facts.repository().updatedAt()),
                        Stream.ofNullable(facts.tag()).map(TagStatement::updatedAt),
                        events.stream().map(Event::updatedAt))
                .flatMap(times -> times)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private Rules rules(ReceivingIntegration integration) {
        IntegrationContent content = integration.content();
        return new Rules(
                content.deploymentSources(),
                content.deploymentEnvironment(),
                patterns.of(content.workflowPattern()),
                patterns.ofNames(organizations
                        .get(integration.organizationId())
                        .settings()
                        .incidentLabelPattern()));
    }
}
