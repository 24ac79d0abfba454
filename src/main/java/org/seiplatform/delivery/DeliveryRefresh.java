package org.seiplatform.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.deployment.DeploymentEvent.Kind;
import org.springframework.stereotype.Component;

/** Derives everything about deployments from what they have brought: the changes behind lead time, the kind, what is remediated. */
@Component
class DeliveryRefresh {

    private final DeliveryStore store;
    private final DeliveredCommitQueries delivered;
    private final AncestryQueries ancestry;
    private final Remediation remediation;

    DeliveryRefresh(
            DeliveryStore store, DeliveredCommitQueries delivered, AncestryQueries ancestry, Remediation remediation) {
        this.store = store;
        this.delivered = delivered;
        this.ancestry = ancestry;
        this.remediation = remediation;
    }

    /** Derives deployments again that bring what they brought; whichever is no success of the sequence is left out. */
    void refresh(Sequence sequence, Collection<String> externalIds) {
        Map<String, TimeSpan> spans = new HashMap<>();
        List<Candidate> candidates = store.candidates(sequence, externalIds);
        candidates.forEach(candidate -> {
            if (candidate.derived() != null && candidate.derived().span() != null) {
                spans.put(candidate.externalId(), candidate.derived().span());
            }
        });
        refresh(sequence, candidates, spans);
    }

    /** @param spans the commit times that stood in for unstated parents, by external id */
    void refresh(Sequence sequence, Collection<String> externalIds, Map<String, TimeSpan> spans) {
        refresh(sequence, store.candidates(sequence, externalIds), spans);
    }

    private void refresh(Sequence sequence, List<Candidate> stored, Map<String, TimeSpan> spans) {
        if (stored.isEmpty()) {
            return;
        }
        List<Candidate> candidates = inOrder(stored);
        Set<String> changed = store.writeChanges(sequence, candidates);
        List<String> ids = candidates.stream().map(Candidate::externalId).toList();
        Map<String, String> reverted = delivered.reverted(sequence, ids);
        Set<String> marked = delivered.markedHotfix(sequence, ids);
        Map<Candidate, Delivery> found = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            String id = candidate.externalId();
            found.put(candidate, delivery(sequence, candidate, reverted.get(id), marked.contains(id), spans.get(id)));
        }
        write(sequence, found, changed);
        // What a rollback returns to is looked for among the deployments before it, which are all stored now.
        List<Delivery> rollbacks = new ArrayList<>();
        found.forEach((candidate, delivery) -> {
            if (delivery.kind() == Kind.ROLLBACK && candidate.statedRemediates() == null) {
                Delivery complete = remediation.ofRollback(sequence, candidate, delivery);
                if (!complete.equals(delivery)) {
                    rollbacks.add(complete);
                }
            }
        });
        store.write(sequence, rollbacks);
    }

    private void write(Sequence sequence, Map<Candidate, Delivery> found, Set<String> changed) {
        List<Delivery> written = new ArrayList<>();
        found.forEach((candidate, delivery) -> {
            if (!delivery.equals(candidate.derived()) || changed.contains(candidate.externalId())) {
                written.add(delivery);
            }
        });
        store.write(sequence, written);
    }

    /** Lets each know those before it that are not stored yet. */
    private static List<Candidate> inOrder(List<Candidate> stored) {
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Place> latest = new HashMap<>();
        Candidate last = null;
        for (Candidate candidate : stored) {
            candidates.add(candidate.after(last, latest.get(candidate.sha())));
            latest.put(candidate.sha(), candidate.place());
            last = candidate;
        }
        return candidates;
    }

    private Delivery delivery(
            Sequence sequence,
            Candidate candidate,
            @Nullable String reverted,
            boolean marked,
            @Nullable TimeSpan span) {
        boolean asksAncestors = asksAncestors(candidate);
        Kind kind =
                kind(candidate, asksAncestors && isAncestorOfPrevious(sequence, candidate), reverted != null || marked);
        Delivery derived = candidate.derived();
        boolean keeps = kind == Kind.ROLLBACK && candidate.statedRemediates() == null;
        return new Delivery(
                candidate.place(),
                candidate.sha(),
                candidate.previous() == null,
                kind,
                keeps ? derived == null ? null : derived.remediates() : remediation.of(kind, candidate, reverted),
                asksAncestors || keeps && derived != null && derived.byAncestry(),
                candidate.failed(),
                candidate.deploymentGroup(),
                candidate.listsCommits() || candidate.commitKnown(),
                candidate.delivered(),
                span);
    }

    /** Whether it takes the graph to tell a rollback. */
    private static boolean asksAncestors(Candidate candidate) {
        return candidate.statedKind() == null
                && candidate.previous() != null
                && !candidate.previous().commitSha().equals(candidate.sha())
                && candidate.before() == null
                && candidate.delivered() == 0;
    }

    private boolean isAncestorOfPrevious(Sequence sequence, Candidate candidate) {
        EarlierDeployment previous = candidate.previous();
        return previous != null && ancestry.isAncestor(sequence, candidate.sha(), previous.commitSha());
    }

    /** The sender's word, else the first rule that holds, in the order of metrics.md. */
    private static Kind kind(Candidate candidate, boolean ancestorOfPrevious, boolean repairs) {
        if (candidate.statedKind() != null) {
            return candidate.statedKind();
        }
        if (candidate.previous() != null && candidate.previous().commitSha().equals(candidate.sha())) {
            return Kind.REDEPLOY;
        }
        if (candidate.before() != null || ancestorOfPrevious) {
            return Kind.ROLLBACK;
        }
        return candidate.statedRemediates() != null || candidate.hotfixRef() || repairs ? Kind.HOTFIX : Kind.PLANNED;
    }
}
