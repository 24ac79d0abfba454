package org.seiplatform.developer.privacy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.seiplatform.developer.privacy.PersonalColumn.Scope;
import org.seiplatform.developer.privacy.PersonalColumn.Treatment;
import org.seiplatform.organization.DataVersions;
import org.seiplatform.platform.audit.AuditRedaction;
import org.seiplatform.platform.cache.CachePurge;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the words that speak of erased people out of everything that an organization has stored. It reads without a lock, and rewrites
 * the texts of one repository at a time: texts that are stored meanwhile have lost the words on their way in.
 */
@Component
class TextErasure {

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

    private final PersonalColumns columns;
    private final PersonalTextStore store;
    private final Payloads payloads;
    private final ErasedPeople erasedPeople;
    private final AuditRedaction audit;
    private final CachePurge answers;
    private final DataVersions versions;
    private final TransactionTemplate transaction;

    TextErasure(
            PersonalColumns columns,
            PersonalTextStore store,
            Payloads payloads,
            ErasedPeople erasedPeople,
            AuditRedaction audit,
            CachePurge answers,
            DataVersions versions,
            TransactionTemplate transaction) {
        this.columns = columns;
        this.store = store;
        this.payloads = payloads;
        this.erasedPeople = erasedPeople;
        this.audit = audit;
        this.answers = answers;
        this.versions = versions;
        this.transaction = transaction;
    }

    /** @return whether nothing is left; what could not be changed now, such as the source of an import under way, is left for later */
    boolean run(UUID organizationId, Patience patience) {
        ErasedWords words = erasedPeople.words(organizationId);
        Keys keys = new Keys();
        List<PersonalColumn> touched = new ArrayList<>();
        for (PersonalColumn column : columns.treated(
                Treatment.TEXT,
                Treatment.LABEL,
                Treatment.LABELS,
                Treatment.JSON,
                Treatment.GONE,
                Treatment.NAME,
                Treatment.NAME_OF_THING,
                Treatment.KEY)) {
            Map<UUID, Map<String, String>> changed = changed(organizationId, column, words, patience);
            if (!changed.isEmpty()) {
                touched.add(column);
            }
            if (column.treatment() == Treatment.KEY) {
                keys.add(column.scope(), changed);
            } else {
                replace(organizationId, List.of(column), changed);
            }
        }
        for (Scope scope : Scope.values()) {
            replace(organizationId, keyColumns(scope), keys.of(scope));
        }
        transaction.executeWithoutResult(status -> store.deletePayloads(organizationId, payload -> {
            patience.check();
            return payloads.speakOf(words, payload);
        }));
        audit.redact(organizationId, document -> {
            patience.check();
            return payloads.rewritten(document, words::removedFrom);
        });
        // What was answered meanwhile may have been read before it was rewritten.
        transaction.executeWithoutResult(status -> versions.bumpAndClear(organizationId));
        answers.forget(organizationId);
        return touched.stream()
                .allMatch(column ->
                        changed(organizationId, column, words, patience).isEmpty());
    }

    private Map<UUID, Map<String, String>> changed(
            UUID organizationId, PersonalColumn column, ErasedWords words, Patience patience) {
        UnaryOperator<String> change = switch (column.treatment()) {
            case KEY -> words::key;
            case NAME -> words::name;
            case NAME_OF_THING -> words::nameOfThing;
            case LABEL, LABELS -> words::removedFromLabel;
            case JSON -> document -> payloads.rewritten(document, words::removedFrom);
            default -> words::removedFrom;
        };
        Map<UUID, Map<String, String>> changed =
                transaction.execute(status -> store.changed(organizationId, column, text -> {
                    patience.check();
                    return change.apply(text);
                }));
        return changed == null ? Map.of() : changed;
    }

    private List<PersonalColumn> keyColumns(Scope scope) {
        return columns.treated(Treatment.KEY, Treatment.COPY).stream()
                .filter(column -> column.scope() == scope)
                .toList();
    }

    private void replace(UUID organizationId, List<PersonalColumn> alike, Map<UUID, Map<String, String>> texts) {
        for (Map.Entry<UUID, Map<String, String>> entry : texts.entrySet()) {
            transaction.executeWithoutResult(status -> {
                lock(organizationId, alike.getFirst().scope(), entry.getKey());
                alike.forEach(column -> store.replace(column, entry.getKey(), entry.getValue()));
                // Keys are followed by what the database keeps of deployments, in the order of these versions.
                versions.bump(organizationId);
            });
        }
    }

    private void lock(UUID organizationId, Scope scope, UUID owner) {
        switch (scope) {
            case REPOSITORY -> store.lockRepository(organizationId, owner, LOCK_TIMEOUT);
            case ORGANIZATION -> store.lockOrganization(organizationId, LOCK_TIMEOUT);
            case INTEGRATION, INSTALLATION -> {
                // Nobody stores anything of these that depends on what they held.
            }
        }
    }

    /** What keys become, by scope and owner: all columns that hold one change in one transaction. */
    private static final class Keys {

        private final Map<Scope, Map<UUID, Map<String, String>>> changed = new HashMap<>();

        private void add(Scope scope, Map<UUID, Map<String, String>> more) {
            Map<UUID, Map<String, String>> ofScope = changed.computeIfAbsent(scope, missing -> new HashMap<>());
            more.forEach((owner, keys) ->
                    ofScope.computeIfAbsent(owner, missing -> new HashMap<>()).putAll(keys));
        }

        private Map<UUID, Map<String, String>> of(Scope scope) {
            return changed.getOrDefault(scope, Map.of());
        }
    }
}
