package org.seiplatform.analytics.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seiplatform.analytics.Period;
import org.seiplatform.analytics.Rows;
import org.seiplatform.analytics.Scope;
import org.seiplatform.platform.paging.Cursor;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The incidents of a scope: what they add up to, and the incidents themselves. */
@Service
@Transactional(readOnly = true)
public class Incidents {

    private final IncidentQueries restores;
    private final IncidentRowQueries incidents;

    Incidents(IncidentQueries restores, IncidentRowQueries incidents) {
        this.restores = restores;
        this.incidents = incidents;
    }

    /**
     * @param bounds ascending; each two neighbours bound one of the periods
     * @return the figures of each period, in order
     */
    public List<IncidentFigures> figures(Scope scope, List<Instant> bounds) {
        return restores.figures(scope, bounds);
    }

    /** Incidents opened or resolved in the period; the median is that of the times to restore. */
    public Rows<IncidentRow> rows(Scope scope, Period period, IncidentBasis basis, PageQuery page) {
        Cursor cursor = page.cursor();
        var after = cursor == null ? null : new IncidentRowQueries.Place(cursor.instant(0), cursor.text(1));
        var summary = incidents.summary(scope, period, basis);
        var rows = incidents.rows(scope, period, basis, after, page.fetchSize());
        Page<IncidentRow> found = page.page(rows, row -> Cursor.after(placeIn(basis, row), row.externalId()));
        return new Rows<>(summary.count(), summary.median(), found);
    }

    private static Object placeIn(IncidentBasis basis, IncidentRow row) {
        @Nullable Object resolvedAt = row.resolvedAt();
        return basis == IncidentBasis.OPENED || resolvedAt == null ? row.openedAt() : resolvedAt;
    }
}
