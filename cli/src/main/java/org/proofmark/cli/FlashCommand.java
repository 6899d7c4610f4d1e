package org.proofmark.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.proofmark.cli.campaign.CheckedProfile;
import org.proofmark.cli.campaign.UnverifiedFacts;
import org.proofmark.cli.campaign.WholeFile;
import org.proofmark.cli.client.HandsClient;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.hands.FlashScreen;
import org.proofmark.cli.hands.HandAnswer;
import org.proofmark.cli.hands.HandOptions;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.HandAction;
import org.proofmark.domain.time.Ticker;
import org.proofmark.proto.hands.v1.ActResponse;
import org.proofmark.proto.hands.v1.Claim;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `proofmark flash`: writes an image to the device in a slot.
@Command(
        name = "flash",
        description = {
            "Writes an image to the device in a slot, as its profile says, and prints what proves it.",
            "The device says which one it is before a byte is written. It is powered afterwards, and starts. Where it fails the slot"
                    + " goes to its safe state and the step is named; another try may recover the device. Over a serial line it"
                    + " takes minutes; how far it is is shown meanwhile, on stderr where stdout is no terminal. Where a"
                    + " run has the slot, nothing is done. Each use is on record: 'proofmark hands log'."
        })
final class FlashCommand implements Callable<Integer> {
    @Parameters(
            index = "1",
            paramLabel = "IMAGE",
            description = "File of 1 byte to 64 MiB, or to the profile's flash.max-size.")
    private Path image = Path.of("");

    @Option(
            names = "--profile",
            required = true,
            paramLabel = "FILE",
            description = "Profile of the device, with a section 'flash'.")
    private Path profile = Path.of("");

    @Mixin private final HandOptions hands = new HandOptions();
    @Mixin private final StateOption state = new StateOption();
    @Mixin private final OutputOption output = new OutputOption();
    private final Terminal terminal;

    FlashCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var plan = plan();
        var bytes = WholeFile.image("the image", image, Optional.of(plan));
        var claim = hands.claim();
        var action =
                new HandAction.Flash(
                        plan, String.valueOf(image.getFileName()), Digest.of(bytes), bytes.length);
        try (var client = state.connect()) {
            client.blobs().upload(bytes);
            var answer = done(client.hands(), claim, action);
            output.print(
                    HandAnswer.listing(hands.slot(), action.words(), answer),
                    HandAnswer.sentence(hands.slot(), answer),
                    terminal.out());
        }
        return ExitCode.OK;
    }

    /// Programs hear of the end only.
    private ActResponse done(HandsClient client, Claim claim, HandAction action) {
        if (output.isJson()) {
            return client.act(claim, action);
        }
        var screen = new FlashScreen(terminal, Ticker.system(), hands.slot());
        try {
            return client.act(claim, action, screen::show);
        } finally {
            screen.end();
        }
    }

    /// The images that the profile itself names are not wanted here, and need not be there.
    private FlashSpec plan() {
        var read = CheckedProfile.alone(profile);
        UnverifiedFacts.warn(profile.toString(), read, terminal.err());
        return read.flash()
                .orElseThrow(() ->
                        new UnusableInput(
                                profile
                                        + " has no section 'flash', which says how an image gets into the device:"
                                        + " docs/profile.md"));
    }
}
