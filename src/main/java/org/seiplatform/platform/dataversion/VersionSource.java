package org.seiplatform.platform.dataversion;

import java.util.Collection;
import java.util.Map;

/** Where versions are kept: the database, and in it nothing but what was committed last. */
@FunctionalInterface
public interface VersionSource {

    /** The versions of these topics; topics without one may be left out. */
    Map<String, Version> read(Collection<String> topics);
}
