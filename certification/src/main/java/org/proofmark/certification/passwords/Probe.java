package org.proofmark.certification.passwords;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.plan.DictionaryLimit;
import org.proofmark.domain.profile.InterfaceSpec;

/// Guesses on one interface. A device that is locked may say no more than 'wrong password', so a
/// refusal counts only once the device was seen to be open after it: by the right credential, which
/// is tried after every few guesses, or, where none is known, because so few guesses came since a
/// power cycle that no device is locked by them. What was refused in between and cannot be told
/// from a lock-out counts as not made and is made again.
final class Probe {
    /// An interface that has answered so often in a way that nobody can read will not do better.
    private static final int MAX_UNREADABLE = 3;

    /// Each of them was waited for as long as anybody waits.
    private static final int MAX_LOCKED = 2;

    private final Run run;
    private final InterfaceSpec spec;
    private final Optional<Logins.Try> right;
    private final Deque<Logins.Try> left = new ArrayDeque<>();
    private final List<Pending> pending = new ArrayList<>();
    private int step = Logins.MANY;
    private int tries;
    private int triesAtLastLock = -1;
    private int locked;
    private int lasting;
    private int unreadable;
    private Optional<Logins.Try> hit = Optional.empty();

    /// A guess that was refused, and nobody knows yet why.
    private record Pending(Logins.Try guess, String detail) {}

    /// What came of it.
    ///
    /// @param tries different guesses that were answered for what they are
    /// @param locked how often a guess or a right login met a lock-out: it counts as not made
    /// @param hit what opened the interface
    record Outcome(int tries, int locked, Optional<Logins.Try> hit) {}

    Probe(Run run, InterfaceSpec spec, Stage stage) {
        this.run = run;
        this.spec = spec;
        this.right = run.logins().opening(spec).map(t -> t.at(stage));
    }

    /// Makes all guesses, until one opens or a lock-out does not end.
    Outcome make(List<Logins.Try> guesses) {
        return make(guesses, DictionaryLimit.wholeList());
    }

    /// Makes guesses until one opens, the limit is reached, or a lock-out does not end.
    Outcome make(List<Logins.Try> guesses, DictionaryLimit most) {
        left.addAll(guesses);
        int limit = most.tries();
        var deadline = run.ticker().deadline("universal defaults on " + spec.name(), most.time());
        boolean open = limit > 0 && begin();
        while (open && hit.isEmpty() && lasting < MAX_LOCKED && unreadable < MAX_UNREADABLE) {
            boolean enough =
                    tries + pending.size() >= limit
                            || left.isEmpty()
                            || (most.timed() && deadline.passed());
            if (enough && pending.isEmpty()) {
                break;
            }
            if (enough || pending.size() >= step || tooMany(left.getFirst())) {
                open = settle();
                powerCycle(open && !left.isEmpty() && tooMany(left.getFirst()));
            } else {
                guess(left.removeFirst());
            }
        }
        settle();
        return new Outcome(tries, locked, hit);
    }

    /// What came before may have locked the device.
    private boolean begin() {
        return right.map(this::isOpen)
                .orElseGet(() -> {
                    // some ports are open for a while after boot and then no more
                    powerCycle(run.logins().refused() > 0 || !run.device().reachable(spec));
                    return true;
                });
    }

    private boolean isOpen(Logins.Try known) {
        return switch (run.logins().standing(known)) {
            case OPEN, WAS_LOCKED -> true;
            case LOCKED -> {
                lasting++;
                locked++;
                yield false;
            }
            case UNKNOWN -> {
                unreadable++;
                yield false;
            }
        };
    }

    /// Without a right credential nobody sees a lock-out; with one, nobody sees that of another
    /// account.
    private boolean tooMany(Logins.Try next) {
        boolean own = right.map(r -> r.username().equals(next.username())).orElse(false);
        return !own
                && (right.isEmpty()
                                ? run.logins().refused()
                                : run.logins().refusedFor(next.username()))
                        >= Logins.MANY;
    }

    private void powerCycle(boolean wanted) {
        if (wanted) {
            run.progress("power cycle, since more guesses might lock " + spec.name());
            run.device().coldStart();
            run.logins().booted();
        }
    }

    private void guess(Logins.Try guess) {
        var result = run.logins().guess(guess);
        switch (result.outcome()) {
            case REFUSED -> pending.add(new Pending(guess, result.detail()));
            case ACCEPTED -> {
                // a locked device opens to nobody
                refused();
                tries++;
                hit = Optional.of(guess);
            }
            case LOCKED -> {
                lasting++;
                locked++;
            }
            case UNREADABLE, UNREACHABLE -> unreadable++;
        }
    }

    /// Finds out what the refusals since the last proof were. False where it is no use to go on.
    private boolean settle() {
        if (pending.isEmpty()) {
            return true;
        }
        if (right.isEmpty()) {
            refused();
            return true;
        }
        return switch (run.logins().standing(right.get())) {
            case OPEN -> {
                refused();
                yield true;
            }
            case WAS_LOCKED -> {
                boolean further = tries > triesAtLastLock;
                triesAtLastLock = tries;
                step = 1;
                pending.reversed().forEach(p -> left.addFirst(p.guess()));
                notMade(LoginOutcome.LOCKED, "the right credential was refused then, too");
                yield further;
            }
            case LOCKED -> {
                notMade(LoginOutcome.LOCKED, "the right credential is refused since, too");
                yield false;
            }
            case UNKNOWN -> {
                unreadable++;
                notMade(LoginOutcome.UNREADABLE, "the right credential got no answer after it");
                yield false;
            }
        };
    }

    private void refused() {
        pending.forEach(p -> run.logins().note(p.guess(), LoginOutcome.REFUSED, p.detail()));
        tries += pending.size();
        pending.clear();
    }

    private void notMade(LoginOutcome outcome, String why) {
        pending.forEach(p -> run.logins().note(p.guess(), outcome, p.detail() + "; " + why));
        locked += outcome == LoginOutcome.LOCKED ? pending.size() : 0;
        pending.clear();
    }
}
