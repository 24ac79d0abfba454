package org.seiplatform.source.webhook.payload;

/** The events of a provider that can count as deployments. */
public enum DeploymentSource {
    /** The provider's own deployments, as its environments record them. */
    DEPLOYMENTS,
    /** Published releases. */
    RELEASES,
    /** Runs of certain workflows (GitLab: pipelines). */
    WORKFLOWS
}
