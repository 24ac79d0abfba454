package org.seiplatform.platform.persistence;

import java.util.UUID;

/** The names of the locks by which transactions of different features exclude each other, in the order in which they are taken. */
public final class AdvisoryLocks {

    private AdvisoryLocks() {}

    /** Who changes the people of an organization. */
    public static String people(UUID organizationId) {
        return "people " + organizationId;
    }

    /** Who changes facts of an organization: shared by those who lock repositories or incidents besides, whole for all of them. */
    public static String ingest(UUID organizationId) {
        return "ingest " + organizationId;
    }

    public static String ingestOfRepository(UUID repositoryId) {
        return "ingest repository " + repositoryId;
    }

    public static String ingestOfIncidents(UUID organizationId) {
        return "ingest incidents " + organizationId;
    }
}
