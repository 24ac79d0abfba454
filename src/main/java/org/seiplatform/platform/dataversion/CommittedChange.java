package org.seiplatform.platform.dataversion;

import org.springframework.transaction.support.TransactionSynchronization;

/** Makes a change known as soon as its transaction is over. One transaction changes a topic once, however often it says so. */
record CommittedChange(VersionWatch watch, String topic) implements TransactionSynchronization {

    /** A transaction whose end is not known may have been committed. */
    @Override
    public void afterCompletion(int status) {
        if (status != STATUS_ROLLED_BACK) {
            watch.changed(topic);
        }
    }
}
