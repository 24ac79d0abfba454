package org.seiplatform.platform.dataversion;

/**
 * Hears that data have a version that this instance did not know of, before anything counts as being of that version. Whoever lets
 * reads go to copies of the database holds them back until the copy has it, too.
 */
@FunctionalInterface
public interface ChangeListener {

    /**
     * Must be quick.
     *
     * @param watch the kind of data: {@code data}, whose topics are ids of organizations, or {@code access}
     */
    void changed(String watch, String topic);
}
