package org.seiplatform.analytics.dora;

import java.util.List;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Rows;
import org.seiplatform.analytics.Scope;
import org.seiplatform.platform.paging.Cursor;
import org.seiplatform.platform.paging.PageQuery;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What stands behind the DORA metrics: the deployments and changes it was computed from. */
@Service
@Transactional(readOnly = true)
public class DrillDown {

    private final DeploymentRowQueries deployments;
    private final LeadTimeQueries leadTimes;
    private final ChangeRowQueries changes;

    DrillDown(DeploymentRowQueries deployments, LeadTimeQueries leadTimes, ChangeRowQueries changes) {
        this.deployments = deployments;
        this.leadTimes = leadTimes;
        this.changes = changes;
    }

    /** Deployments finished in the period; the median is that of the recovery times. */
    public Rows<DeploymentRow> deployments(Scope scope, Period period, DeploymentFilter filter, PageQuery page) {
        Cursor cursor = page.cursor();
        var after = cursor == null ? null : new DeploymentRowQueries.Place(cursor.instant(0), cursor.text(1));
        var summary = deployments.summary(scope, period, filter);
        var rows = deployments.rows(scope, period, filter, after, page.fetchSize());
        return new Rows<>(
                summary.count(),
                summary.median(),
                page.page(rows, keyed -> Cursor.after(keyed.row().finishedAt(), keyed.key()))
                        .map(DeploymentRowQueries.Keyed::row));
    }

    /** Changes delivered in the period; the median is change lead time. */
    public Rows<ChangeRow> changes(Scope scope, Period period, PageQuery page) {
        Cursor cursor = page.cursor();
        var after = cursor == null ? null : new ChangeRowQueries.Place(cursor.instant(0), cursor.text(1));
        var figures =
                leadTimes.figures(scope, List.of(period.start(), period.end())).getFirst();
        var rows = changes.rows(scope, period, after, page.fetchSize());
        return new Rows<>(
                figures.changes(),
                figures.leadTime().p50(),
                page.page(rows, keyed -> Cursor.after(keyed.row().deliveredAt(), keyed.key()))
                        .map(ChangeRowQueries.Keyed::row));
    }
}
