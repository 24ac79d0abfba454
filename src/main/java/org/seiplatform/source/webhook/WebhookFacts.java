package org.seiplatform.source.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    void store(ReceivingIntegration integration, List<Event> events) {
        ingest.ingest(integration.organizationId(), EventIngest.Source.WEBHOOK, events, PATIENCE);
    }

    /**
     * Finds what a payload says; what it says of its repository, its tags and programs is stored by this already.
     *
     * @throws org.seiplatform.source.webhook.payload.UnreadablePayloadException if it is not as its provider documents
     */
    FoundFacts find(ReceivingIntegration integration, String event, Payload payload) {
        Rules rules = rules(integration);
        Reading reading = integration.provider().read(event, payload, rules);
        runs.remember(integration, event, payload);
        return switch (reading) {
            case Ignored ignored -> FoundFacts.none(ignored.reason());
            case Facts facts -> find(integration, facts, rules, payload);
            case Withdrawal withdrawal ->
                references.hasIncident(integration.organizationId(), withdrawal.externalId())
                        ? find(integration, withdrawal.facts(), rules, payload)
                        : FoundFacts.none(withdrawal.reason());
        };
    }

    private FoundFacts find(ReceivingIntegration integration, Facts facts, Rules rules, Payload payload) {
        ReportedRepository reported = repositories.withoutErased(integration.organizationId(), facts.repository());
        Optional<CodeRepository> found = repositories.find(integration, reported);
        if (found.isEmpty()) {
            return FoundFacts.none("The repository is not known, and the integration adds none.");
        }
        CodeRepository repository = found.get();
        List<Event> events = new ArrayList<>(facts.events().apply(repository.id()));
        repositories.learn(integration.organizationId(), repository, reported, madeAt(facts, events));
        // A tag that nobody releases is none of our business.
        if (facts.tag() != null && rules.deploysBy(DeploymentSource.RELEASES)) {
            tags.state(integration.organizationId(), repository, facts.tag(), rules.environment())
                    .ifPresent(events::add);
        }
        if (events.isEmpty() && facts.tag() == null && payload.leftOut().count() > 0) {
            throw new UnreadablePayloadException(payload.leftOut().reasons());
        }
        bots.note(integration.organizationId(), repository.id(), payload.bots());
        return new FoundFacts(null, repository.id(), events);
    }

    /**
     * What a payload says.
     *
     * @param ignored why there is nothing to store; null where there is
     * @param repositoryId the repository that it speaks of; null where there is nothing to store
     */
    record FoundFacts(@Nullable String ignored, @Nullable UUID repositoryId, List<Event> events) {

        private static FoundFacts none(String reason) {
            return new FoundFacts(reason, null, List.of());
        }
    }

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
