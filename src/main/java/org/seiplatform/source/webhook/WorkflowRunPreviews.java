package org.seiplatform.source.webhook;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.seiplatform.developer.privacy.ErasedPeople;
import org.seiplatform.developer.privacy.ErasedWords;
import org.seiplatform.platform.pattern.TextPattern;
import org.seiplatform.platform.pattern.TextPatterns;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.source.webhook.payload.DeploymentSource;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Rules;
import org.seiplatform.source.webhook.payload.WorkflowRun;
import org.springframework.stereotype.Service;

/** Tells which runs of workflows an integration takes for deployments, and what other settings would make of them. */
@Service
public class WorkflowRunPreviews {

    private final Integrations integrations;
    private final WorkflowRunStore store;
    private final ErasedPeople erasedPeople;
    private final TextPatterns patterns;

    WorkflowRunPreviews(
            Integrations integrations, WorkflowRunStore store, ErasedPeople erasedPeople, TextPatterns patterns) {
        this.integrations = integrations;
        this.store = store;
        this.erasedPeople = erasedPeople;
        this.patterns = patterns;
    }

    /** Remembers the run that a payload is about, if it is about one that is over. */
    void remember(ReceivingIntegration integration, String event, Payload payload) {
        Optional<WorkflowRun> run = integration.provider().workflowRun(event, payload);
        if (run.isPresent()) {
            ErasedWords erased = erasedPeople.words(integration.organizationId());
            store.keep(
                    integration.id(),
                    run.get().withTexts(erased::removedFrom, erased::removedFromLabel),
                    payload.receivedAt());
        }
    }

    /**
     * The last hundred runs that came, the latest first.
     *
     * @param sources what is to count as a deployment; null for what the integration says
     * @param pattern for the names of workflows; null for that of the integration
     */
    public WorkflowRunPreview preview(
            UUID organizationId,
            UUID integrationId,
            @Nullable Set<DeploymentSource> sources,
            @Nullable String pattern) {
        IntegrationContent present =
                integrations.get(organizationId, integrationId).content();
        Rules rules = new Rules(
                sources == null ? present.deploymentSources() : sources,
                present.deploymentEnvironment(),
                pattern == null ? patterns.of(present.workflowPattern()) : finder(pattern),
                label -> false);
        return WorkflowRunPreview.of(store.latest(integrationId), rules);
    }

    private static Predicate<String> finder(String pattern) {
        if (pattern.isBlank()) {
            throw ProblemException.invalid("?workflow_pattern", "must not be blank");
        }
        try {
            return TextPattern.compile(pattern)::isFoundIn;
        } catch (IllegalArgumentException refused) {
            throw ProblemException.invalid("?workflow_pattern", String.valueOf(refused.getMessage()));
        }
    }
}
