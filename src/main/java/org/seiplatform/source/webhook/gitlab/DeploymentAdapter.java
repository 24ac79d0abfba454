package org.seiplatform.source.webhook.gitlab;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.deployment.DeploymentEvent;
import org.seiplatform.fact.deployment.DeploymentEvent.Status;
import org.seiplatform.source.webhook.payload.DeploymentSource;
import org.seiplatform.source.webhook.payload.EventAdapter;
import org.seiplatform.source.webhook.payload.Payload;
import org.seiplatform.source.webhook.payload.Reading;
import org.seiplatform.source.webhook.payload.Rules;

/** A deployment starts, succeeds, fails or is cancelled. */
class DeploymentAdapter implements EventAdapter {

    /** The only place of the payload that has the whole sha. */
    private static final Pattern COMMIT_URL = Pattern.compile("/commit/([0-9a-f]{64}|[0-9a-f]{40})$");

    @Override
    public Reading read(Payload payload, Rules rules) {
        if (!rules.deploysBy(DeploymentSource.DEPLOYMENTS)) {
            return Reading.ignored("The integration does not take deployments from here.");
        }
        Status status = status(payload.requiredText("/status"));
        if (status == null) {
            return Reading.ignored("The deployment has not started.");
        }
        return Reading.event(Projects.of(payload), repositoryId -> event(repositoryId, payload, status));
    }

    private static DeploymentEvent event(UUID repositoryId, Payload payload, Status status) {
        Instant changedAt = payload.requiredTime("/status_changed_at");
        boolean running = status == Status.IN_PROGRESS;
        return DeploymentEvent.reported(
                repositoryId,
                "deployment:" + payload.requiredNumber("/deployment_id"),
                payload.requiredText("/environment"),
                commitSha(payload),
                payload.text("/ref"),
                status,
                running ? changedAt : null,
                running ? null : changedAt,
                Users.at(payload, "/user"),
                changedAt);
    }

    private static String commitSha(Payload payload) {
        Matcher url = COMMIT_URL.matcher(payload.requiredText("/commit_url"));
        if (!url.find()) {
            throw payload.unreadable("/commit_url", "does not end with the sha of a commit");
        }
        return url.group(1);
    }

    private static @Nullable Status status(String status) {
        return switch (status) {
            case "running" -> Status.IN_PROGRESS;
            case "success" -> Status.SUCCESS;
            case "failed" -> Status.FAILURE;
            case "canceled" -> Status.CANCELLED;
            default -> null;
        };
    }
}
