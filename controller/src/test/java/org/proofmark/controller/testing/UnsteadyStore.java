package org.proofmark.controller.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.store.AuditStore;
import org.proofmark.controller.store.CampaignStore;
import org.proofmark.controller.store.FleetStore;
import org.proofmark.controller.store.HandStore;
import org.proofmark.controller.store.RecordStore;
import org.proofmark.controller.store.Store;

/// A store whose methods are away when a test says so, as those of a database whose server is gone.
public final class UnsteadyStore implements Store {
    private final Store store;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile Set<String> away = Set.of();

    public UnsteadyStore(Store store) {
        this.store = store;
    }

    /// From now on these methods fail, and no others.
    public void away(String... methods) {
        refused.set(0);
        away = Set.of(methods);
    }

    /// How often one of them was called since.
    public int refused() {
        return refused.get();
    }

    @Override
    public FleetStore fleet() {
        return unsteady(FleetStore.class, store.fleet());
    }

    @Override
    public CampaignStore campaigns() {
        return unsteady(CampaignStore.class, store.campaigns());
    }

    @Override
    public RecordStore records() {
        return unsteady(RecordStore.class, store.records());
    }

    @Override
    public AuditStore audit() {
        return unsteady(AuditStore.class, store.audit());
    }

    @Override
    public HandStore hands() {
        return unsteady(HandStore.class, store.hands());
    }

    private <T> T unsteady(Class<T> type, T real) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            if (away.contains(method.getName())) {
                                refused.incrementAndGet();
                                throw new RefusedException(
                                        Kind.UNAVAILABLE, "database-away", "away for this test");
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }

    @Override
    public void close() {
        store.close();
    }
}
