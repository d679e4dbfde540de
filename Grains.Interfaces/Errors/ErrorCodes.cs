using System.Collections.Immutable;

namespace Sync.Contracts;

/// <summary>The one list of errors. Codes are public and never change their meaning.</summary>
public static class ErrorCodes
{
    private static readonly List<ErrorCode> Registry = [];

    /// <summary>The body is not JSON.</summary>
    public static readonly ErrorCode MalformedJson = Add("malformed-json", 400, "The body is not well-formed JSON", "Mend the JSON at the named line and byte, and send it again.");

    /// <summary>A CloudEvents attribute is missing or malformed.</summary>
    public static readonly ErrorCode InvalidEnvelope = Add("invalid-envelope", 400, "A CloudEvents attribute is missing or malformed", "Send specversion 1.0 with non-empty source, id, type and subject; see the API page for the form of each.");

    /// <summary>The payload does not fit its type.</summary>
    public static readonly ErrorCode InvalidPayload = Add("invalid-payload", 400, "The data does not fit the type of the update", "Compare the data with the schema of its type and send the update again.");

    /// <summary>The type of update is not known.</summary>
    public static readonly ErrorCode UnknownType = Add("unknown-type", 400, "The type of update is not known", "Use one of the types that GET /v1/types lists.");

    /// <summary>The version of the type is not known.</summary>
    public static readonly ErrorCode UnknownVersion = Add("unknown-version", 400, "The version of this type is not known", "Use a version that GET /v1/types lists, or upgrade the system.");

    /// <summary>The media type is not accepted.</summary>
    public static readonly ErrorCode UnsupportedMediaType = Add("unsupported-media-type", 415, "The media type is not accepted here", "Use application/cloudevents+json, application/cloudevents-batch+json, application/x-ndjson, or application/json with ce- headers.");

    /// <summary>The call is too large.</summary>
    public static readonly ErrorCode TooLarge = Add("too-large", 413, "The request is larger than one call may be", "Split it: at most 5,000 updates and 8 MiB a call.");

    /// <summary>Too many requests.</summary>
    public static readonly ErrorCode TooManyRequests = Add("too-many-requests", 429, "Too many requests from this caller", "Wait as long as Retry-After says, then send the same request again.");

    /// <summary>As many watch live stock as may.</summary>
    public static readonly ErrorCode LiveFull = Add("live-full", 503, "As many watch live stock here as may", "Close streams or pages that nobody reads, watch through another gateway, or raise Gateway:LiveClients; then connect again.");

    /// <summary>The Idempotency-Key header cannot be used here.</summary>
    public static readonly ErrorCode IdempotencyKeyMisplaced = Add("idempotency-key-misplaced", 400, "Idempotency-Key cannot be used with this request", "Use it only for a single update without an id; give every other update an id of its own.");

    /// <summary>No valid API key.</summary>
    public static readonly ErrorCode Unauthorized = Add("unauthorized", 401, "No valid API key was sent", "Send Authorization: Bearer with a key; the operator's key is the one line of operator.key in the data folder.");

    /// <summary>The key lacks a scope.</summary>
    public static readonly ErrorCode Forbidden = Add("forbidden", 403, "The API key does not allow this", "Use a key that has the named scope for this plant, or ask an operator for one.");

    /// <summary>Nothing at this address.</summary>
    public static readonly ErrorCode NotFound = Add("not-found", 404, "Nothing is known under this address", "Check the spelling; identifiers are case-sensitive.");

    /// <summary>The method is not possible here.</summary>
    public static readonly ErrorCode MethodNotAllowed = Add("method-not-allowed", 405, "The method is not possible at this address", "Use one of the methods that the Allow header lists.");

    /// <summary>The query is malformed.</summary>
    public static readonly ErrorCode InvalidQuery = Add("invalid-query", 400, "A query parameter is malformed", "See the API page for the parameters and their values.");

    /// <summary>The version waited for did not come in time.</summary>
    public static readonly ErrorCode NotYet = Add("not-yet", 409, "The version asked for has not been reached", "Ask again shortly, or check the version: it comes from the receipt of your update.");

    /// <summary>A read of the past does not say which time is meant.</summary>
    public static readonly ErrorCode TimeMissing = Add("time-missing", 400, "A read of the past does not say which time is meant", "Add time=recorded (what this system knew then) or time=occurred (what had happened by then, as it is known now).");

    /// <summary>The moment lies where nothing can be read.</summary>
    public static readonly ErrorCode MomentOutOfRange = Add("moment-out-of-range", 422, "The moment lies before the first record or in the future", "Ask for a moment from the first record, which the message names, until now.");

    /// <summary>The update that a moment names is not recorded here.</summary>
    public static readonly ErrorCode WatermarkUnknown = Add("watermark-unknown", 404, "No such update of this source is recorded at this position", "Check source, message id or sequence; GET .../history lists what is recorded.");

    /// <summary>The plant is not known and its world is closed.</summary>
    public static readonly ErrorCode PlantUnknown = Add("plant-unknown", 422, "The plant is not known", "Register the plant (PUT /v1/plants/{plant}); held updates then go on by themselves.");

    /// <summary>The location is not known and the plant's world is closed.</summary>
    public static readonly ErrorCode LocationUnknown = Add("location-unknown", 422, "The location is not known at this plant", "Register the location (PUT /v1/plants/{plant}/locations/{location}); held updates then go on by themselves.");

    /// <summary>The item is not known and the plant's world is closed.</summary>
    public static readonly ErrorCode ItemUnknown = Add("item-unknown", 422, "The item is not known", "Register the item (PUT /v1/items/{item}); held updates then go on by themselves.");

    /// <summary>The unit cannot be converted to the item's base unit.</summary>
    public static readonly ErrorCode UnitUnknown = Add("unit-unknown", 422, "The unit cannot be converted to the item's base unit", "Send the item's base unit, or add the conversion to the item (PUT /v1/items/{item}).");

    /// <summary>The quantity is out of range.</summary>
    public static readonly ErrorCode QuantityInvalid = Add("quantity-invalid", 422, "The quantity is out of range", "Send a quantity above 0, below 10^15, with at most 9 decimal places; the type of the update gives it its direction.");

    /// <summary>A lot is needed or forbidden.</summary>
    public static readonly ErrorCode LotMissing = Add("lot-missing", 422, "The item is managed in lots and the update names none", "Send the update again with its lot under a new id, and discard the held one.");

    /// <summary>A field that the update needs is missing.</summary>
    public static readonly ErrorCode FieldMissing = Add("field-missing", 422, "A field that this update needs is missing", "Add the named field and send the update again.");

    /// <summary>Two fields contradict each other.</summary>
    public static readonly ErrorCode FieldInvalid = Add("field-invalid", 422, "A field has a value that this update cannot have", "Correct the named field and send the update again.");

    /// <summary>The same identity came with other content.</summary>
    public static readonly ErrorCode IdentityConflict = Add("identity-conflict", 409, "The same message id was used before with other content", "If the source started its numbers again, open a new epoch (POST .../held/new-epoch) or have it send a higher sourceepoch; if it is a mistake, discard the held update.");

    /// <summary>The movement to reverse has not come.</summary>
    public static readonly ErrorCode ReversedUnknown = Add("reversed-unknown", 422, "The movement that this one reverses is not known yet", "Nothing, if it is on its way: the reversal waits for it. Else discard the held update.");

    /// <summary>More would be reversed than was moved.</summary>
    public static readonly ErrorCode OverReversed = Add("over-reversed", 422, "More would be reversed than the movement has left", "Check which reversals were already posted; discard the held update if it is one too many.");

    /// <summary>The reservation is not known.</summary>
    public static readonly ErrorCode ReservationUnknown = Add("reservation-unknown", 404, "No such reservation is open at this position", "Check the reservation id and the position; it may have expired or been released.");

    /// <summary>The reservation id is taken.</summary>
    public static readonly ErrorCode ReservationExists = Add("reservation-exists", 409, "A reservation with this id exists with other content", "Use another reservation id, or release the existing one first.");

    /// <summary>Not enough free stock for a request.</summary>
    public static readonly ErrorCode NotEnoughFree = Add("not-enough-free", 409, "The free quantity is smaller than asked for", "Ask for less, or ask again after a receipt.");

    /// <summary>A transfer between plants.</summary>
    public static readonly ErrorCode TransferLeavesPlant = Add("transfer-leaves-plant", 422, "A transfer stays inside one plant", "Between plants use a stock transport order.");

    /// <summary>A request against a master record.</summary>
    public static readonly ErrorCode MasterConflict = Add("master-conflict", 409, "The change of master data cannot be made while stock exists", "Plan a conversion: base unit and lot policy do not change under existing stock.");

    /// <summary>The case is not in a state for this.</summary>
    public static readonly ErrorCode CaseState = Add("case-state", 409, "The case is not in a state that allows this", "Read the case again and act on its present state.");

    /// <summary>A held update was not found.</summary>
    public static readonly ErrorCode HeldUnknown = Add("held-unknown", 404, "No such update is held at this entity", "Read the entity again: it may have been applied or discarded.");

    /// <summary>The action does not fit the reason for which an update is held.</summary>
    public static readonly ErrorCode HeldAction = Add("held-action", 409, "The held update does not allow this action", "Read why it is held: a conflict takes new-epoch or discard, a gap takes gaps/declare, everything else fix, resume or discard.");

    /// <summary>An earlier update of a strict sequence has not come.</summary>
    public static readonly ErrorCode SequenceGap = Add("sequence-gap", 409, "An earlier update of the source's sequence has not come", "Nothing, if it is on its way: later ones wait for it. Else have the source send it again, or declare that it does not exist (POST /v1/stock/{plant}/{location}/{item}/gaps/declare).");

    /// <summary>An earlier update of the same source waits on this key.</summary>
    public static readonly ErrorCode Queued = Add("queued", 409, "An earlier update of the same source waits at this entity", "Fix, resume or discard the earlier one: this one then goes on by itself.");

    /// <summary>Too many updates are held on one key.</summary>
    public static readonly ErrorCode TooManyHeld = Add("too-many-held", 503, "Too many updates are held on this key", "Resume or discard the held updates of this key; the source keeps this one and sends it again.");

    /// <summary>The journal's queue is full.</summary>
    public static readonly ErrorCode Busy = Add("busy", 503, "The journal has more work than it can take now", "Send the same update again after a short pause.");

    /// <summary>The store cannot be reached or written.</summary>
    public static readonly ErrorCode StoreUnavailable = Add("store-unavailable", 503, "The journal cannot be written", "Check the disk and the database; nothing was changed. Send the same update again.");

    /// <summary>Another activation wrote first.</summary>
    public static readonly ErrorCode Fenced = Add("fenced", 503, "Another silo has taken over this entity", "Send the same update again.");

    /// <summary>The answer of a commit was lost.</summary>
    public static readonly ErrorCode OutcomeUnknown = Add("outcome-unknown", 503, "Whether the update is durable is not known", "Send the same update again: identity makes that safe.");

    /// <summary>The answer did not come in time.</summary>
    public static readonly ErrorCode TimedOut = Add("timed-out", 504, "The answer did not come in time", "Send the same request again; identity makes updates safe to repeat.");

    /// <summary>The subscription definition is wrong.</summary>
    public static readonly ErrorCode SubscriptionInvalid = Add("subscription-invalid", 422, "The subscription cannot be used as it is written", "Correct the named field.");

    /// <summary>A delivery was refused by its target.</summary>
    public static readonly ErrorCode DeliveryRefused = Add("delivery-refused", 422, "The target refused a delivery", "Mend the cause at the target, then resume the key (POST /v1/subscriptions/{id}/resume).");

    /// <summary>A target cannot be reached for long.</summary>
    public static readonly ErrorCode DeliveryFailing = Add("delivery-failing", 503, "A subscription's target cannot be reached", "Mend the target or its address; deliveries go on by themselves, a paused subscription after it is put again with paused false.");

    /// <summary>A fact left an account below zero.</summary>
    public static readonly ErrorCode NegativeStock = Add(ReceiptFlags.NegativeStock, 409, "An account is below zero", "Look for a receipt that was not reported, or count the position.");

    /// <summary>Two updates under different ids say the same.</summary>
    public static readonly ErrorCode SameContent = Add(ReceiptFlags.SameContent, 409, "Two updates under different ids say the same", "If one thing was reported twice, reverse one of the two; if it happened twice, resolve the case.");

    /// <summary>A count lies inside the period of a movement.</summary>
    public static readonly ErrorCode StraddlesCount = Add(ReceiptFlags.StraddlesCount, 409, "A count lies inside the period of a movement", "Say on which side of the count the movement belongs: count again, or adjust the position.");

    /// <summary>A consumption took more than its reservation held.</summary>
    public static readonly ErrorCode OverConsumed = Add(ReceiptFlags.OverConsumed, 409, "More was consumed than the reservation held open", "Check the order's components; reserve the rest, or reverse what was posted by mistake.");

    /// <summary>The owner of a movement and another source say different quantities.</summary>
    public static readonly ErrorCode ClaimDiffers = Add(ReceiptFlags.ClaimDiffers, 409, "Two systems say different quantities of one movement", "Compare the documents of both systems and correct the one that is wrong; the case closes by itself when they agree.");

    /// <summary>The owner of a movement never said what another source says.</summary>
    public static readonly ErrorCode ClaimUnmatched = Add(ReceiptFlags.ClaimUnmatched, 409, "The owner of a movement did not report it in time", "Let the owner report it, or the other system reverse it; the case closes by itself when they agree.");

    /// <summary>A posting into a closed period.</summary>
    public static readonly ErrorCode ClosedPeriod = Add(ReceiptFlags.ClosedPeriod, 409, "The posting date lies in a closed period", "Send a request with a posting date that is open, or open the period (PUT /v1/plants/{plant}/periods). A movement is recorded in any case: agree with accounting where it belongs, and resolve the case.");

    /// <summary>A local time that cannot be told.</summary>
    public static readonly ErrorCode TimeAmbiguous = Add("time-ambiguous", 422, "The plant's clocks show this local time twice, or never", "Say the time with its offset: correct the held update (POST /v1/stock/{plant}/{location}/{item}/held/fix), or discard it.");

    /// <summary>A snapshot that cannot be taken as it is.</summary>
    public static readonly ErrorCode SnapshotInvalid = Add("snapshot-invalid", 422, "The snapshot cannot be taken as it is", "Correct what is named and send the whole snapshot again; nothing was emptied.");

    /// <summary>A format that a part of the cluster does not read yet.</summary>
    public static readonly ErrorCode FormatPending = Add("format-pending", 503, "A part of the cluster is of an older build", "Upgrade every silo, wait a minute, and send the same request again.");

    /// <summary>A command of a flow was refused.</summary>
    public static readonly ErrorCode FlowRefused = Add("flow-refused", 422, "A follow-up that the system made itself was refused", "Read the case: it names cause and target. Mend the target, then resume or discard.");

    /// <summary>A dropped file has a name, a size or a kind that is not taken.</summary>
    public static readonly ErrorCode FileNotTaken = Add("file-not-taken", 422, "The file cannot be taken as it is", "Drop a plain file of at most the configured size, under a name without two dots in a row.");

    /// <summary>A dropped file is not text in UTF-8.</summary>
    public static readonly ErrorCode FileNotText = Add("file-not-text", 422, "The file is not text in UTF-8", "Save it as CSV in UTF-8 and drop it again; nothing of it was taken.");

    /// <summary>A dropped file is not well-formed CSV.</summary>
    public static readonly ErrorCode FileMalformed = Add("file-malformed", 422, "The file is not well-formed", "Export it again in full and drop it again; nothing of it was taken.");

    /// <summary>A dropped file has other columns than it should.</summary>
    public static readonly ErrorCode FileColumns = Add("file-columns", 422, "The file's columns are not those that are known", "Name the columns as the guide on files lists them, or describe them in a mapping file, and drop it again; nothing of it was taken.");

    /// <summary>The mapping of a drop folder cannot be used.</summary>
    public static readonly ErrorCode FileMapping = Add("file-mapping", 422, "The mapping file of the drop folder cannot be used", "Correct the mapping file as the guide on files describes it, and drop the file again; nothing of it was taken.");

    /// <summary>A message cannot be published as it is.</summary>
    public static readonly ErrorCode InboxInvalid = Add("inbox-invalid", 422, "The message cannot be published as it is", "Correct the named member of the message, and publish it again.");

    /// <summary>The same message id came with another body.</summary>
    public static readonly ErrorCode InboxConflict = Add("inbox-conflict", 409, "The same message id was published before with another body", "Publish the new message under an id of its own; the one that was published first stays as it is.");

    /// <summary>A message cannot be read.</summary>
    public static readonly ErrorCode InboxUnreadable = Add("inbox-unreadable", 422, "The message cannot be read", "Have the source send it again in a form that is known, under a new id, and discard this one (POST /v1/inbox/{number}/discard); or mend the mapping and submit it again (POST /v1/inbox/{number}/resubmit).");

    /// <summary>A message holds later ones of its keys up.</summary>
    public static readonly ErrorCode InboxDead = Add("inbox-dead", 409, "A message was set aside, and later ones of its keys wait for it", "Read it (GET /v1/inbox?stream=...&state=Dead), then submit it again or discard it: what waits goes on by itself.");

    /// <summary>An earlier message of the same key was set aside.</summary>
    public static readonly ErrorCode InboxQueued = Add("inbox-queued", 409, "An earlier message of the same key waits or was set aside", "Submit the earlier one again or discard it (GET /v1/inbox?stream=...&state=Dead): this one then goes on by itself.");

    /// <summary>The message is not in a state for this.</summary>
    public static readonly ErrorCode InboxState = Add("inbox-state", 409, "The message is not in a state that allows this", "Read the message again: only what is dead or waits can be discarded.");

    /// <summary>The records of an entity do not chain.</summary>
    public static readonly ErrorCode ChainBroken = Add("chain-broken", 409, "Stored records do not fit together", "Compare the record with an export or a backup: it was changed, removed or added beside the system.");

    /// <summary>Opening and movements do not make the balance.</summary>
    public static readonly ErrorCode NotConserved = Add("not-conserved", 409, "Opening and movements do not make the balance", "Compare the record with an export or a backup; count the position, and report the fault.");

    /// <summary>What is needed for the answer was archived.</summary>
    public static readonly ErrorCode HistoryArchived = Add("history-archived", 409, "The movements that this needs have been archived", "Report the difference as an adjustment or a newer count, and discard the held update.");

    /// <summary>A view is being built.</summary>
    public static readonly ErrorCode ViewNotReady = Add("view-not-ready", 503, "The view is being built from the journal", "Ask again after a moment: it goes on being built meanwhile, ten thousand positions and more a second.");

    /// <summary>An unforeseen failure.</summary>
    public static readonly ErrorCode Internal = Add("internal", 500, "Something broke that should not have", "Send the same request again; if it stays, look for the trace id in the log.");

    /// <summary>Every error, in the order of this page.</summary>
    public static ImmutableArray<ErrorCode> All { get; } = [.. Registry];

    /// <summary>The entry of a code, or <see cref="Internal"/> where there is none.</summary>
    public static ErrorCode Find(string code) => All.FirstOrDefault(e => e.Code == code) ?? Internal;

    private static ErrorCode Add(string code, int status, string title, string cure)
    {
        var entry = new ErrorCode(code, status, title, cure);
        Registry.Add(entry);
        return entry;
    }
}
