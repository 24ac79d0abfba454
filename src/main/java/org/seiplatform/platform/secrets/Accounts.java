package org.seiplatform.platform.secrets;

/** The current accounts of the service, for new connections. */
public interface Accounts {

    /** At the database. */
    Account database();

    /** At Redis; without a password if it wants none. */
    Account redis();

    /**
     * Says what to do once the database account has become another one. Connections that were made with the former one may go
     * on; new ones will be made with the new one.
     */
    void onDatabaseChange(Runnable action);
}
