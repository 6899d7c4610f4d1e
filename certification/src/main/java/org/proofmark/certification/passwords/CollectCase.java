package org.proofmark.certification.passwords;

import java.util.Map;
import java.util.Optional;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.profile.BootSpec.FirmwareSource;
import org.proofmark.domain.profile.ResetPath;

/// What one unit shows alone: TS 103 701 test groups 5.1 and 5.6, the bench procedure of the
/// credential's life with every reset path as an edge of its own. Ends with the device powered, in
/// factory-default state, its last credential known.
final class CollectCase {
    private final Run run;
    private final InterfaceSearch search;
    private final Life life;
    private final Sessions sessions;

    CollectCase(Run run) {
        this.run = run;
        this.search = new InterfaceSearch(run);
        this.life = new Life(run, search);
        this.sessions = new Sessions(run, life);
    }

    void run() {
        boolean again = run.bench().run().attempt().number() > 1;
        var paths = run.profile().resetPaths();
        var image = paths.stream().filter(p -> p.flashes() > 0).findFirst();
        if (again && image.isPresent()) {
            // a device that a flash left without a firmware would not even boot
            run.progress("an earlier attempt was broken off: first an image is written");
            var _ = run.resets().unrecorded(image.get(), Map.of());
        }
        run.progress("power off, on, boot");
        run.device().coldStart(search::whileOff, search::whileBooting);
        life.powered();
        firmware();
        if (again && image.isEmpty()) {
            run.progress("an earlier attempt was broken off: first back to factory-default");
            life.recover(paths.getFirst());
        }
        search.look();
        life.firstLook();
        search.askConsole();
        if (new SetUpSkipping(run, life).probe()) {
            life.startAfresh(paths.getFirst());
        }
        var preset = run.bench().run().preset();
        for (var path : paths) {
            int resets = preset.resetsOn(path.equals(paths.getFirst()));
            for (int i = 0; i < resets; i++) {
                cycle(path, path.equals(paths.getLast()) && i == resets - 1);
            }
        }
        if (preset.resets() > 0) {
            abuse(paths.getFirst());
        }
        life.lookAtPages();
        run.ended(Observation.CaseEnded.PASSWORDS_COLLECT);
    }

    /// A user takes the device into use, and somebody resets it.
    private void cycle(ResetPath path, boolean last) {
        boolean first = life.stage().resets() == 0;
        life.setUp();
        if (first) {
            new PasswordChange(run, life).probe();
        }
        sessions.open(path);
        life.reset(path);
        sessions.useAgain();
        life.afterReset(last);
        if (last) {
            run.ended(Observation.CaseEnded.SESSIONS);
        }
    }

    /// What nobody does to a device of their own; the device is reset afterwards.
    private void abuse(ResetPath path) {
        life.setUp();
        new ShortPresses(run, life).probe();
        new WeakPasswords(run, life).probe();
        new BruteForce(run, life).probe();
        life.startAfresh(path);
        new EqualStarts(run, life).probe(path);
    }

    private void firmware() {
        var source = run.profile().boot().firmware();
        Optional<String> version =
                source.flatMap(s ->
                        switch (s) {
                            case FirmwareSource.OnConsole console -> {
                                var found =
                                        run.said(life.since())
                                                .meant(console.pattern(), true, false);
                                yield found.size() == 1
                                        ? found.stream().findFirst()
                                        : Optional.empty();
                            }
                            case FirmwareSource.Page page -> {
                                var at =
                                        run.profile()
                                                .interfaceOf(page.interfaceName())
                                                .orElseThrow();
                                yield Optional.ofNullable(
                                        run.device()
                                                .hold(at, page.dialogue(), Map.of())
                                                .variables()
                                                .get("firmware"));
                            }
                        });
        version.filter(v -> !v.isBlank())
                .ifPresent(v ->
                        run.bench().recorder().observe(new Observation.FirmwareRead(v.strip())));
    }
}
