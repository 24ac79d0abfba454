package org.seiplatform.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code audit_heads}. */
@Repository
class AuditHeadStore {

    private static final String COLUMNS = "chain, position, hash, removed_until, removed_hash, number, seal";

    private final JdbcClient jdbc;

    AuditHeadStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<AuditHead> find(UUID chain) {
        return jdbc.sql("select " + COLUMNS + " from audit_heads where chain = :chain")
                .param("chain", chain)
                .query(AuditHeadStore::head)
                .optional();
    }

    /** Takes the head of a chain; other writers of the chain wait until this transaction ends. */
    Optional<AuditHead> lock(UUID chain) {
        return jdbc.sql("select " + COLUMNS + " from audit_heads where chain = :chain for update")
                .param("chain", chain)
                .query(AuditHeadStore::head)
                .optional();
    }

    /** The heads of all chains but the installation's, in the order of their numbers. */
    List<AuditHead> ofOrganizations() {
        return jdbc.sql("select " + COLUMNS + " from audit_heads where chain <> :installation order by number")
                .param("installation", AuditEntry.INSTALLATION)
                .query(AuditHeadStore::head)
                .list();
    }

    /** Adds a head, unless another transaction has just done so. */
    void insert(AuditHead head) {
        write("""
                insert into audit_heads (chain, position, hash, removed_until, removed_hash, number, seal)
                values (:chain, :position, :hash, :removedUntil, :removedHash, :number, :seal)
                on conflict (chain) do nothing
                """, head);
    }

    void update(AuditHead head) {
        write("""
                update audit_heads
                set position = :position, hash = :hash, removed_until = :removedUntil, removed_hash = :removedHash,
                    number = :number, seal = :seal
                where chain = :chain
                """, head);
    }

    private void write(String sql, AuditHead head) {
        jdbc.sql(sql)
                .param("chain", head.chain())
                .param("position", head.position())
                .param("hash", head.hash())
                .param("removedUntil", head.removedUntil())
                .param("removedHash", head.removedHash())
                .param("number", head.number())
                .param("seal", head.seal())
                .update();
    }

    private static AuditHead head(ResultSet row, int number) throws SQLException {
        return new AuditHead(
                row.getObject("chain", UUID.class),
                row.getLong("position"),
                row.getBytes("hash"),
                row.getLong("removed_until"),
                row.getBytes("removed_hash"),
                row.getLong("number"),
                row.getBytes("seal"));
    }
}
