package org.seiplatform.organization;

import java.time.ZoneId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The time zones that figures can be cut in: those that Java and the database both have by the same name. */
@Component
public class TimeZones {

    private final TimeZoneQueries queries;
    private final Set<ZoneId> known = ConcurrentHashMap.newKeySet();

    TimeZones(TimeZoneQueries queries) {
        this.queries = queries;
    }

    /** The database may have fewer names than Java: what it has once, it keeps. */
    public boolean isKnown(ZoneId zone) {
        return known.contains(zone) || (queries.isKnown(zone) && remember(zone));
    }

    private boolean remember(ZoneId zone) {
        known.add(zone);
        return true;
    }
}
