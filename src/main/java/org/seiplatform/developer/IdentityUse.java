package org.seiplatform.developer;

import java.util.List;

/** Facts in which people have a part: a developer who has one cannot be deleted. */
public interface IdentityUse {

    /** Every column that holds the id of an identity. */
    List<IdentityColumn> identityColumns();

    /** A column that holds ids of identities. */
    record IdentityColumn(String table, String name) {}
}
