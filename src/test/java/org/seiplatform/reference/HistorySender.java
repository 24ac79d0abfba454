package org.seiplatform.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.source.webhook.web.WebhookSender;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.Session;
import org.seiplatform.testing.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells the service histories over HTTP, each in an organization of its own. */
final class HistorySender {

    private final Api api;

    HistorySender(Api api) {
        this.api = api;
    }

    /** Everything about the organization first, then the requests as they are. */
    SeededOrganization send(int seed, History history, List<List<Fact>> requests) {
        return send(seed, history, requests, null);
    }

    /** Settings, owners and bots become known at any time between the requests. */
    SeededOrganization sendInAnyOrder(int seed, History history, List<List<Fact>> requests, Random random) {
        return send(seed, history, requests, random);
    }

    private SeededOrganization send(int seed, History history, List<List<Fact>> requests, @Nullable Random anyhow) {
        boolean settingsLate = anyhow != null && anyhow.nextInt(4) == 0;
        Map<String, Object> settings = settings(history.organization());
        Tenant tenant = api.tenant(settingsLate ? fixed(settings) : settings);
        Session session = tenant.admin();
        Map<UUID, UUID> ids = new HashMap<>();
        history.repositories().forEach(repository -> ids.put(repository.id(), create(session, repository)));
        history.teams().forEach(team -> ids.put(team.id(), tenant.team(team.slug())));
        History renamed = history.renamed(id -> ids.getOrDefault(id, id));

        List<Runnable> steps = new ArrayList<>();
        WebhookSender gitHub =
                WebhookSender.create(api, tenant, "github", Map.of("deployment_sources", List.of("deployments")));
        requests.forEach(request -> steps.add(() -> send(session, gitHub, request, ids)));
        List<Runnable> circumstances = new ArrayList<>();
        renamed.teams()
                .forEach(team -> team.repositories()
                        .forEach(repository -> circumstances.add(
                                () -> session.put("/api/v1/teams/" + team.id() + "/repositories/" + repository)
                                        .expect(204))));
        renamed.developers().forEach(developer -> circumstances.add(() -> register(session, developer)));
        if (settingsLate) {
            circumstances.add(() -> configure(tenant, settings));
        }
        for (Runnable circumstance : circumstances) {
            steps.add(anyhow == null ? 0 : anyhow.nextInt(steps.size() + 1), circumstance);
        }
        steps.forEach(Runnable::run);
        awaitStored(session, gitHub);

        Map<Identity, UUID> developers = developers(session);
        for (TeamFact team : renamed.teams()) {
            team.members().stream()
                    .map(developers::get)
                    .distinct()
                    .forEach(member -> session.put("/api/v1/teams/" + team.id() + "/members/" + member)
                            .expect(204));
        }
        return new SeededOrganization(seed, tenant.id(), session, renamed, developers);
    }

    /** What was acknowledged is stored right afterwards where much comes at once. */
    private static void awaitStored(Session session, WebhookSender gitHub) {
        String deliveries = "/api/v1/integrations/" + gitHub.id() + "/deliveries?limit=200";
        await().until(() -> session.get(deliveries)
                .expect(200)
                .json("/items")
                .valueStream()
                .noneMatch(delivery -> delivery.at("/outcome").asString().equals("received")));
    }

    private static UUID create(Session session, RepositoryFact repository) {
        Map<String, Object> content = new HashMap<>();
        content.put("name", "repository " + repository.label());
        content.put("provider", repository.provider());
        content.put("host", repository.host());
        content.put("provider_id", repository.providerId());
        content.put(
                "default_branch",
                Objects.requireNonNullElse(repository.formerDefaultBranch(), repository.defaultBranch()));
        Answer created = session.post("/api/v1/repositories", content).expect(201);
        if (repository.formerDefaultBranch() != null) {
            String path = "/api/v1/repositories/" + created.uuid("/id");
            session.patch(path, created.entityTag(), Map.of("default_branch", repository.defaultBranch()))
                    .expect(200);
        }
        return created.uuid("/id");
    }

    private static void send(Session session, WebhookSender gitHub, List<Fact> request, Map<UUID, UUID> ids) {
        if (request.getFirst() instanceof DeploymentReport) {
            request.forEach(report -> assertThat(
                            gitHub.gitHub("deployment_status", payload(((DeploymentReport) report).attempt()))
                                    .text("/result"))
                    .isIn("applied", "received"));
            return;
        }
        List<Fact> renamed = request.stream()
                .map(fact -> fact.renamed(id -> ids.getOrDefault(id, id)))
                .toList();
        session.post("/api/v1/events/" + kind(renamed.getFirst()), renamed).expect(200);
    }

    private static String kind(Fact fact) {
        return switch (fact) {
            case CommitFact commit -> "commits";
            case PullRequestFact pullRequest -> "pull-requests";
            case DeploymentFact deployment -> "deployments";
            case IncidentFact incident -> "incidents";
            case DeploymentReport report -> throw new IllegalArgumentException("not for the events API");
        };
    }

    /** What GitHub would send. */
    private static byte[] payload(DeploymentFact attempt) {
        RepositoryFact repository = Histories.REPOSITORIES.getFirst();
        PersonFact creator = attempt.deployedBy();
        Map<String, Object> deployment = new HashMap<>();
        deployment.put("id", Long.parseLong(attempt.externalId().substring(ProviderReports.PREFIX.length())));
        deployment.put("sha", attempt.commitSha());
        deployment.put("ref", attempt.ref());
        deployment.put("environment", attempt.environment());
        deployment.put(
                "creator",
                creator == null ? null : Map.of("login", creator.login(), "type", creator.bot() ? "Bot" : "User"));
        deployment.put("created_at", attempt.startedAt());
        return JsonMapper.shared()
                .writeValueAsBytes(Map.of(
                        "action",
                        "created",
                        "repository",
                        Map.of(
                                "id",
                                Long.parseLong(repository.providerId()),
                                "full_name",
                                "o/r",
                                "html_url",
                                "https://github.com/o/r",
                                "default_branch",
                                repository.defaultBranch()),
                        "deployment",
                        deployment,
                        "deployment_status",
                        Map.of(
                                "state",
                                attempt.status(),
                                "environment",
                                attempt.environment(),
                                "created_at",
                                attempt.finishedAt() == null ? attempt.updatedAt() : attempt.finishedAt(),
                                "updated_at",
                                attempt.updatedAt())));
    }

    /** Somebody has a name and a flag set by hand, whether or not events have brought them along already. */
    private static void register(Session session, DeveloperFact developer) {
        Identity identity = developer.identities().iterator().next();
        Map<String, Object> content = Map.of("name", developer.name(), "bot", developer.bot());
        JsonNode known = session.get("/api/v1/developers?email=" + identity.value())
                .expect(200)
                .json("/items");
        if (known.isEmpty()) {
            UUID id = session.post("/api/v1/developers", content).expect(201).uuid("/id");
            session.post("/api/v1/developers/" + id + "/identities", identity).expect(201);
        } else {
            String path = "/api/v1/developers/" + known.at("/0/id").asString();
            session.patch(path, session.get(path).entityTag(), content).expect(200);
        }
    }

    private static Map<Identity, UUID> developers(Session session) {
        Map<Identity, UUID> developers = new HashMap<>();
        for (JsonNode developer :
                session.get("/api/v1/developers?limit=200").expect(200).json("/items")) {
            for (JsonNode identity : developer.at("/identities")) {
                developers.put(
                        new Identity(
                                identity.at("/kind").asString(),
                                identity.at("/host").isNull()
                                        ? null
                                        : identity.at("/host").asString(),
                                identity.at("/value").asString()),
                        UUID.fromString(developer.at("/id").asString()));
            }
        }
        return developers;
    }

    private static void configure(Tenant tenant, Map<String, Object> settings) {
        String path = "/api/v1/organizations/" + tenant.id();
        tenant.admin()
                .patch(path, tenant.admin().get(path).entityTag(), Map.of("settings", settings))
                .expect(200);
    }

    private static Map<String, Object> settings(OrganizationFact organization) {
        Duration window = organization.incidentWindow();
        Map<String, Object> settings = new HashMap<>();
        settings.put(
                "time_zone",
                organization.timeZone().equals(ZoneOffset.UTC)
                        ? "UTC"
                        : organization.timeZone().getId());
        settings.put("incident_window", window == null ? null : window.toString());
        settings.put("count_failed_attempts", organization.countFailedAttempts());
        settings.put(
                "production_environment_pattern",
                organization.productionPattern().pattern());
        settings.put("hotfix_pattern", organization.hotfixPattern().pattern());
        settings.put("bot_pattern", organization.botPattern().pattern());
        return settings;
    }

    /** What has to be right from the start: a change of the hotfix pattern takes effect only after a while. */
    private static Map<String, Object> fixed(Map<String, Object> settings) {
        return Map.of("hotfix_pattern", settings.get("hotfix_pattern"));
    }
}
