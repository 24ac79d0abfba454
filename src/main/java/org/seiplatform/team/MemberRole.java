package org.seiplatform.team;

import java.util.Locale;

/** What a developer is to a team; gives no rights in the API. */
public enum MemberRole {
    MEMBER,
    LEAD;

    /** The name in JSON and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MemberRole of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
