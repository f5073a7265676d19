/* What credits brings to the house. */
#include "domain/credits/credits_api.h"
#include "domain/credits/credits_cli.h"
#include "domain/credits/credits_earn.h"
#include "domain/credits/credits_give_web.h"
#include "domain/credits/credits_keep.h"
#include "domain/credits/credits_names.h"
#include "domain/credits/credits_notes_cli.h"
#include "domain/credits/credits_notes_own.h"
#include "domain/credits/credits_notes_web.h"
#include "domain/credits/credits_open.h"
#include "domain/credits/credits_open_web.h"
#include "domain/credits/credits_own.h"
#include "domain/credits/credits_peer.h"
#include "domain/credits/credits_pot.h"
#include "domain/credits/credits_pot_web.h"
#include "domain/credits/credits_right_own.h"
#include "domain/credits/credits_right_web.h"
#include "domain/credits/credits_subject.h"
#include "domain/credits/credits_told_own.h"
#include "domain/credits/credits_use_web.h"
#include "domain/credits/credits_walk.h"

#include "credits_sql.h"

static const struct auth_permission permissions[] = {
    {"credits.books", T_("Check the books: sums, corrections, the chain, without a name"), 0},
    {"credits.own", T_("See their own hours, tell about an hour, use and give away hours"), STANDING_MEMBER},
    {"credits.walk", T_("Tell about hours, and read them, for somebody they walk beside"), STANDING_CONNECTOR | STANDING_STEWARD | STANDING_ADMIN},
    {"credits.keep", T_("Keep the books: programmes, limits, paper notes, venues, corrections that wait"), STANDING_ADMIN},
    {"credits.till", T_("Take paper notes and hours at a venue, with its till code"), 0},
    {"credits.venues", T_("Keep venues and agreements: of their place, or those they stand for"), STANDING_ADMIN | STANDING_STEWARD},
    {"credits.pots", T_("See pots of hours: what was given, asked and decided, without a name"), 0},
    {"credits.entries", T_("Post entries and read accounts from a program"), STANDING_ADMIN},
    {0},
};

static const struct web_route routes[] = {
    /* between places */
    {.method = "GET", .path = "/credits/peers", .permission = "credits.keep", .show = credits_peer_web},
    {.method = "POST", .path = "/credits/peers", .permission = "credits.keep", .apply = credits_peer_web_do, .again = credits_peer_web, .per_hour = 120},
    {.method = "GET", .path = "/give/elsewhere", .permission = "credits.own", .show = credits_peer_web_give},
    {.method = "POST", .path = "/give/elsewhere", .permission = "credits.own", .apply = credits_peer_web_give_do, .again = credits_peer_web_give, .per_hour = 30},
    /* telling about an hour, and one's own hours */
    {.method = "GET", .path = "/give", .permission = "credits.own", .show = credits_web_give},
    {.method = "POST", .path = "/give", .permission = "credits.own", .apply = credits_web_give_tell, .again = credits_web_give, .per_hour = 60},
    {.method = "GET", .path = "/give/gift", .permission = "credits.own", .show = credits_web_gift},
    {.method = "POST", .path = "/give/gift", .permission = "credits.own", .apply = credits_web_gift_give, .again = credits_web_gift, .per_hour = 30},
    {.method = "GET", .path = "/me/hours", .permission = "credits.own", .show = credits_web_my_hours},
    {.method = "GET", .path = "/me/hours/print", .permission = "credits.own", .show = credits_web_hours_print},
    {.method = "GET", .path = "/me/hours.csv", .permission = "credits.own", .show = credits_web_hours_csv, .flags = WEB_BARE},
    {.method = "POST", .path = "/me/hours/none", .permission = "credits.own", .apply = credits_web_hours_none, .per_hour = 20},
    {.method = "GET", .path = "/hours/told/{id}", .permission = "credits.own", .show = credits_web_told},
    {.method = "POST", .path = "/hours/told/{id}", .permission = "credits.own", .apply = credits_web_told_do, .again = credits_web_told, .per_hour = 120},
    /* the books for everybody */
    {.method = "GET", .path = "/books", .permission = "credits.books", .show = credits_web_books},
    {.method = "GET", .path = "/books/journal", .permission = "credits.books", .show = credits_web_books_journal, .flags = WEB_BARE},
    {.method = "GET", .path = "/books.csv", .permission = "credits.books", .show = credits_web_books_csv, .flags = WEB_BARE},
    {.method = "GET", .path = "/books.json", .permission = "credits.books", .show = credits_web_books_json, .flags = WEB_BARE},
    /* keeping the books */
    {.method = "GET", .path = "/credits", .permission = "credits.keep", .show = credits_web_keep},
    {.method = "GET", .path = "/credits/accounts", .permission = "credits.keep", .show = credits_web_keep_members},
    {.method = "GET", .path = "/credits/accounts/{id}", .permission = "credits.keep", .show = credits_web_keep_account, .seen = "people.seen"},
    {.method = "GET", .path = "/credits/limits", .permission = "credits.keep", .show = credits_web_rules},
    {.method = "POST", .path = "/credits/limits", .permission = "credits.keep", .apply = credits_web_rules_add, .again = credits_web_rules, .per_hour = 60},
    {.method = "GET", .path = "/credits/limits/{id}", .permission = "credits.keep", .show = credits_web_rule},
    {.method = "POST", .path = "/credits/limits/{id}", .permission = "credits.keep", .apply = credits_web_rule_put, .again = credits_web_rule, .per_hour = 60},
    {.method = "POST", .path = "/credits/limits/{id}/people", .permission = "credits.keep", .apply = credits_web_rule_people, .again = credits_web_rule, .per_hour = 240},
    {.method = "POST", .path = "/credits/limits/{id}/end", .permission = "credits.keep", .apply = credits_web_rule_end, .per_hour = 60},
    {.method = "GET", .path = "/credits/policy", .permission = "credits.keep", .show = credits_web_policy},
    {.method = "POST", .path = "/credits/policy", .permission = "credits.keep", .apply = credits_web_policy_set, .again = credits_web_policy, .per_hour = 30},
    {.method = "GET", .path = "/credits/policy/letters", .permission = "credits.keep", .show = credits_web_letters},
    {.method = "POST", .path = "/credits/notices/{id}/written", .permission = "credits.keep", .apply = credits_web_notice_written, .per_hour = 600},
    {.method = "POST", .path = "/credits/notices/{id}/keep", .permission = "credits.own", .apply = credits_web_notice_keep, .per_hour = 600},
    {.method = "POST", .path = "/credits/talks/{id}", .permission = "credits.walk", .apply = credits_web_talked, .per_hour = 240},
    /* putting right */
    {.method = "GET", .path = "/hours/{entry}/right", .permission = "credits.own", .show = credits_web_right},
    {.method = "POST", .path = "/hours/{entry}/right", .permission = "credits.own", .apply = credits_web_right_ask, .again = credits_web_right, .per_hour = 60},
    {.method = "POST", .path = "/rights/{id}/agree", .permission = "credits.own", .apply = credits_web_right_agree, .again = credits_web_right_again, .per_hour = 60},
    {.method = "POST", .path = "/rights/{id}/decline", .permission = "credits.own", .apply = credits_web_right_decline, .again = credits_web_right_again, .per_hour = 60},
    {.method = "POST", .path = "/rights/{id}/withdraw", .permission = "credits.own", .apply = credits_web_right_withdraw, .again = credits_web_right_again, .per_hour = 60},
    {.method = "GET", .path = "/credits/corrections", .permission = "credits.keep", .show = credits_web_corrections},
    {.method = "GET", .path = "/credits/corrections/{id}", .permission = "credits.keep", .show = credits_web_correction},
    {.method = "POST", .path = "/credits/corrections/{id}", .permission = "credits.keep", .apply = credits_web_correction_decide, .again = credits_web_correction, .per_hour = 120},
    /* earning */
    {.method = "GET", .path = "/credits/programmes", .permission = "credits.keep", .show = credits_earn_web_programmes},
    {.method = "POST", .path = "/credits/programmes", .permission = "credits.keep", .apply = credits_earn_web_programmes_do,
     .again = credits_earn_web_programmes, .per_hour = 60},
    {.method = "GET", .path = "/assets/{id}/hours", .permission = "credits.own", .show = credits_earn_web_group},
    {.method = "POST", .path = "/assets/{id}/hours", .permission = "credits.own", .apply = credits_earn_web_group_do,
     .again = credits_earn_web_group, .per_hour = 60},
    /* without a screen: said, on paper, read aloud */
    {.method = "GET", .path = "/people/{id}/hours", .permission = "credits.walk", .show = credits_web_walk},
    {.method = "POST", .path = "/people/{id}/hours", .permission = "credits.walk", .apply = credits_web_walk_tell, .again = credits_web_walk, .per_hour = 300},
    {.method = "GET", .path = "/people/{id}/hours/aloud", .permission = "credits.walk", .show = credits_web_walk_aloud},
    {.method = "GET", .path = "/people/{id}/hours/statement.pdf", .permission = "credits.walk", .show = credits_web_walk_pdf, .flags = WEB_BARE},
    {.method = "GET", .path = "/hours/waiting", .permission = "credits.walk", .show = credits_web_waiting},
    {.method = "POST", .path = "/hours/waiting/{id}", .permission = "credits.walk", .apply = credits_web_waiting_answer, .again = credits_web_waiting, .per_hour = 300},
    {.method = "POST", .path = "/hours/waiting/{id}/who", .permission = "credits.walk", .apply = credits_web_waiting_who, .again = credits_web_waiting, .per_hour = 300},
    {.method = "GET", .path = "/hours/sheet", .permission = "credits.walk", .show = credits_web_sheets},
    {.method = "POST", .path = "/hours/sheet", .permission = "credits.walk", .apply = credits_web_sheet_add, .again = credits_web_sheets, .per_hour = 60},
    {.method = "GET", .path = "/hours/sheet/{id}", .permission = "credits.walk", .show = credits_web_sheet},
    {.method = "POST", .path = "/hours/sheet/{id}", .permission = "credits.walk", .apply = credits_web_sheet_keep, .again = credits_web_sheet, .per_hour = 1000},
    {.method = "GET", .path = "/hours/sheet/{id}/sheet.pdf", .permission = "credits.walk", .show = credits_web_sheet_pdf, .flags = WEB_BARE},
    {.method = "POST", .path = "/hours/sheet/{id}/lines/{line}", .permission = "credits.walk", .apply = credits_web_sheet_line, .again = credits_web_sheet, .per_hour = 300},
    /* using hours, venues, pots */
    {.method = "GET", .path = "/use", .permission = "credits.own", .show = credits_web_uses},
    {.method = "GET", .path = "/use/{id}", .permission = "credits.own", .show = credits_web_use},
    {.method = "POST", .path = "/use/{id}", .permission = "credits.own", .apply = credits_web_use_book, .again = credits_web_use, .per_hour = 60},
    {.method = "GET", .path = "/used/{id}", .permission = "credits.own", .show = credits_web_used},
    {.method = "POST", .path = "/used/{id}/undo", .permission = "credits.own", .apply = credits_web_use_undo, .again = credits_web_used, .per_hour = 60},
    {.method = "GET", .path = "/credits/venues", .permission = "credits.venues", .show = credits_web_venues},
    {.method = "POST", .path = "/credits/venues", .permission = "credits.venues", .apply = credits_web_venue_add, .again = credits_web_venues, .per_hour = 60},
    {.method = "GET", .path = "/credits/venues/{id}", .permission = "credits.venues", .show = credits_web_venue},
    {.method = "POST", .path = "/credits/venues/{id}", .permission = "credits.venues", .apply = credits_web_venue_do, .again = credits_web_venue, .per_hour = 120},
    {.method = "POST", .path = "/credits/venues/{id}/till", .permission = "credits.venues", .apply = credits_web_venue_till, .again = credits_web_venue, .per_hour = 30},
    {.method = "GET", .path = "/credits/venues/{id}/agreement", .permission = "credits.venues", .show = credits_web_agreement_new},
    {.method = "POST", .path = "/credits/venues/{id}/agreement", .permission = "credits.venues", .apply = credits_web_agreement_put,
     .again = credits_web_agreement_new, .per_hour = 60},
    {.method = "GET", .path = "/credits/agreements/{id}", .permission = "credits.venues", .show = credits_web_agreement},
    {.method = "POST", .path = "/credits/agreements/{id}", .permission = "credits.venues", .apply = credits_web_agreement_put, .again = credits_web_agreement,
     .per_hour = 120},
    {.method = "POST", .path = "/credits/agreements/{id}/end", .permission = "credits.venues", .apply = credits_web_agreement_end, .again = credits_web_agreement,
     .per_hour = 60},
    {.method = "GET", .path = "/credits/agreements/{id}/paper", .permission = "credits.venues", .show = credits_web_agreement_paper},
    {.method = "GET", .path = "/pots", .permission = "credits.pots", .show = credits_web_pots},
    {.method = "POST", .path = "/pots", .permission = "credits.keep", .apply = credits_web_pot_add, .again = credits_web_pots, .per_hour = 30},
    {.method = "GET", .path = "/pots/{id}", .permission = "credits.pots", .show = credits_web_pot},
    {.method = "POST", .path = "/pots/{id}", .permission = "credits.keep", .apply = credits_web_pot_change, .again = credits_web_pot, .per_hour = 120},
    {.method = "POST", .path = "/pots/{id}/give", .permission = "credits.own", .apply = credits_web_pot_give, .again = credits_web_pot, .per_hour = 60},
    {.method = "GET", .path = "/pots/{id}/ask", .permission = "credits.own", .show = credits_web_pot_ask},
    {.method = "POST", .path = "/pots/{id}/ask", .permission = "credits.own", .apply = credits_web_pot_ask_put, .again = credits_web_pot_ask, .per_hour = 30},
    {.method = "POST", .path = "/asks/{id}", .permission = "credits.own", .apply = credits_web_pot_say, .again = credits_web_pot_say_again, .per_hour = 240},
    /* the limit stops a program that runs wild, not one that posts 10,000 a second */
    {.method = "POST", .path = "/api/v1/credits/entries", .permission = "credits.entries", .prepare = credits_api_entry_prepare, .apply = credits_api_entry,
     .per_hour = 360000000, .flags = WEB_BEARER | WEB_SHARED, .body_max = 16384},
    {.method = "GET", .path = "/api/v1/credits/accounts/{name}", .permission = "credits.entries", .show = credits_api_account, .flags = WEB_BARE | WEB_BEARER},
    /* the venue's till: nobody signs in; wrong codes are counted by credits_notes_guess.c */
    {.method = "GET", .path = "/till", .permission = "credits.till", .show = credits_till_web},
    {.method = "POST", .path = "/till/open", .permission = "credits.till", .prepare = credits_till_web_open_prepare, .apply = credits_till_web_open,
     .again = credits_till_web, .per_hour = 240, .flags = WEB_OPEN_POST},
    {.method = "POST", .path = "/till/close", .permission = "credits.till", .apply = credits_till_web_close, .per_hour = 240, .flags = WEB_OPEN_POST},
    {.method = "POST", .path = "/till/take", .permission = "credits.till", .prepare = credits_till_web_take_prepare, .apply = credits_till_web_take,
     .again = credits_till_web, .per_hour = 20000, .flags = WEB_OPEN_POST},
    {.method = "POST", .path = "/till/back", .permission = "credits.till", .apply = credits_till_web_back, .again = credits_till_web, .per_hour = 2000,
     .flags = WEB_OPEN_POST},
    {.method = "GET", .path = "/till/tally", .permission = "credits.till", .show = credits_till_web_tally},
    {.method = "POST", .path = "/till/tally", .permission = "credits.till", .prepare = credits_till_web_tally_prepare, .apply = credits_till_web_tally_take,
     .again = credits_till_web_tally, .per_hour = 2000, .flags = WEB_OPEN_POST},
    {.method = "GET", .path = "/till/sheet.pdf", .permission = "credits.till", .show = credits_till_web_sheet, .flags = WEB_BARE},
    {.method = "GET", .path = "/till/card.pdf", .permission = "credits.till", .show = credits_till_web_card, .flags = WEB_BARE},
    {.method = "GET", .path = "/n/{code}", .permission = "credits.till", .show = credits_note_web},
    {.method = "POST", .path = "/n/{code}/keep", .permission = "credits.own", .prepare = credits_note_web_keep_prepare, .apply = credits_note_web_keep,
     .per_hour = 120},
    /* paper notes */
    {.method = "GET", .path = "/credits/notes", .permission = "credits.keep", .show = credits_notes_web},
    {.method = "POST", .path = "/credits/notes", .permission = "credits.keep", .prepare = credits_notes_web_print_prepare, .apply = credits_notes_web_print,
     .again = credits_notes_web, .per_hour = 60},
    {.method = "GET", .path = "/credits/notes/give", .permission = "credits.walk", .show = credits_notes_web_give},
    {.method = "POST", .path = "/credits/notes/give", .permission = "credits.walk", .apply = credits_notes_web_give_do, .again = credits_notes_web_give, .per_hour = 240},
    {.method = "GET", .path = "/credits/notes/{run}", .permission = "credits.keep", .show = credits_notes_web_run},
    {.method = "POST", .path = "/credits/notes/{run}", .permission = "credits.keep", .prepare = credits_notes_web_run_prepare, .apply = credits_notes_web_run_do,
     .again = credits_notes_web_run, .per_hour = 120},
    {0},
};

static const struct module_command commands[] = {
    {"credits books", "Books of their own for a place that has none yet.", "--place NAME", "place=", credits_peer_cli_books, 0},
    {"credits peer open", "An account for another place: in the same database, or elsewhere.",
     "--place NAME --with NAME [--rate N/D] [--floor MIN] [--ceiling MIN] [--url URL]", "place= with= rate= floor= ceiling= url=", credits_peer_cli_open, 0},
    {"credits peer offer", "Hours for somebody in another place: they wait until that place has said yes.",
     "--from ACCOUNT --with NAME --minutes N --for WORDS --to-name NAME [--to ACCOUNT] [--place NAME] [--id UUID]", "from= with= minutes= for= to-name= to= place= id=", credits_peer_cli_offer, 0},
    {"credits peer list", "Transfers between places, newest first.", "[--place NAME] [--limit N]", "place= limit=", credits_peer_cli_list, CLI_READ},
    {"credits peer confirm", "The other place said yes: both halves are booked.", "UUID [--to ACCOUNT] [--reason WORDS]", "to= reason=", credits_peer_cli_confirm, 0},
    {"credits peer refuse", "It does not come about: both halves are let go.", "UUID [--reason WORDS]", "reason=", credits_peer_cli_refuse, 0},
    {"credits peer export", "A transfer, or the answer to one, as a small file for the other place.", "UUID", "", credits_peer_cli_export, CLI_READ},
    {"credits peer import", "Read such a file of the other place.", "FILE.json --with NAME [--place NAME]", "with= place=", credits_peer_cli_import, 0},
    {.words = "credits account", .help = "Open an account in the books of time.", .usage = "--name N --kind issue|member|group|pot|venue|paper|peer [--floor MIN|none] [--ceiling MIN|none] [--label WORDS] [--place NAME]",
     .options = "name= kind= floor= ceiling= label= place=", .run = credits_cli_account},
    {.words = "credits list", .help = "Accounts and their balances.", .usage = "[--kind KIND]", .options = "kind=", .run = credits_cli_list, .flags = CLI_READ},
    {.words = "credits statement", .help = "What passed through an account, newest first.", .usage = "ACCOUNT [--limit N] [--before NUMBER]",
     .options = "limit= before=", .run = credits_cli_statement, .flags = CLI_READ},
    {.words = "credits limits", .help = "The floor and ceiling of an account, or new ones.", .usage = "ACCOUNT [--floor MIN|none] [--ceiling MIN|none]",
     .options = "floor= ceiling=", .run = credits_cli_limits},
    {.words = "credits close", .help = "Close an account that holds nothing.", .usage = "ACCOUNT", .options = "", .run = credits_cli_close},
    {.words = "credits post", .help = "Book minutes from who received time to who gave it; the same id again changes nothing.",
     .usage = "--id UUID --from A --to B --minutes N --for \"words\" [--on-behalf-of P --consent HOW]",
     .options = "id= from= to= minutes= for= on-behalf-of= consent=", .run = credits_cli_post},
    {.words = "credits batch", .help = "Book many entries in one commit, or none: columns id,from,to,minutes,for.", .usage = "FILE.csv|FILE.json|-", .options = "",
     .run = credits_cli_batch},
    {.words = "credits reverse", .help = "Take an entry back by another one that names it.", .usage = "--id UUID --entry E --reason \"words\"", .options = "id= entry= reason=",
     .run = credits_cli_reverse},
    {.words = "credits verify", .help = "Count the books anew: every balance, what is held, and the chain.", .usage = "", .options = "", .run = credits_cli_verify,
     .flags = CLI_READ},
    {.words = "credits journal", .help = "Write the books as an hledger journal, or as CSV.", .usage = "[--csv] [--no-words]", .options = "csv no-words",
     .run = credits_cli_journal, .flags = CLI_READ},
    {"credits notes print", "Print a run of paper notes: their hours move from who pays to the run",
     "--run N --count 40 --minutes 60 --pdf FILE [--from ACCOUNT] [--place NAME] [--use-by DAY] [--where WORDS] [--lang en,cy] [--base URL]",
     "run= count= minutes= pdf= from= place= use-by= where= venue-words= lang= base=", credits_cli_notes_print, CLI_OWN_TX},
    {"credits notes list", "Runs of paper notes, and what became of them", "[--run N]", "run=", credits_cli_notes_list, CLI_READ},
    {"credits notes void", "Make paper notes void that were lost; their hours go back", "--notes \"12-7 to 12-15\"|--run N --reason WORDS", "notes= run= reason=",
     credits_cli_notes_void, 0},
    {"credits notes reprint", "Make paper notes void and print others for them", "--notes \"12-7 to 12-15\"|--run N --pdf FILE [--reason WORDS] [--base URL]",
     "notes= run= reason= pdf= base=", credits_cli_notes_reprint, CLI_OWN_TX},
    {"credits notes give", "Note that paper notes were handed out", "--notes \"12-7 to 12-15\"|--run N", "notes= run=", credits_cli_notes_give, 0},
    {"credits notes expire", "End paper notes whose last day is over", "[--run N]", "run=", credits_cli_notes_expire, 0},
    {"credits notes redeem", "Take a paper note at a venue", "--code CODE --venue ACCOUNT|NAME", "code= venue=", credits_cli_notes_redeem, 0},
    {.words = NULL},
};

static const char *const facts[] = {"credits.peer_ended", "credits.peer_offered", "credits.peer", 
    "credits.seen", "credits.right_asked", "credits.right_agreed", "credits.right_declined", "credits.right_withdrawn", "credits.right_done", "credits.right_left", "credits.rule_set",
    "credits.rule_ended", "credits.rule_chosen", "credits.talked", "credits.policy_set", "credits.policy_gone", "credits.policy_kept",
    
    "credits.used", "credits.use_undone", "credits.venue_added", "credits.venue_changed", "credits.venue_ended", "credits.venue_thanked", "credits.venue_gave", "credits.till_made",
    "credits.agreement_made", "credits.agreement_changed", "credits.agreement_ended", "credits.pot_opened", "credits.pot_changed", "credits.pot_closed",
    "credits.keeper_named", "credits.keeper_ended", "credits.donated", "credits.asked", "credits.ask_said", "credits.ask_talk", "credits.ask_back", "credits.ask_decided",
    "credits.right_asked", "credits.right_agreed", "credits.right_declined", "credits.right_withdrawn", "credits.right_done", "credits.right_left", "credits.rule_set",
    "credits.rule_ended", "credits.rule_chosen", "credits.talked", "credits.policy_set", "credits.policy_gone", "credits.policy_kept",
    "credits.programme", "credits.earn_set", "credits.awarded", "credits.told", "credits.agreed", "credits.not_right", "credits.taken_back", "credits.gift", "credits.notes_printed", "credits.notes_given", "credits.note_redeemed", "credits.tally_taken",
                                    "credits.note_back", "credits.notes_void", "credits.notes_expired", "credits.notes_use_by", NULL};

static const struct jobs_timer jobs[] = {
    {.name = "credits.peer", .every_seconds = 60, .run = credits_peer_job},
    {.name = "credits.prove", .every_seconds = 3600, .run = credits_prove_job},
    {.name = "credits.right", .every_seconds = 600, .run = credits_right_job},
    {.name = "credits.rules", .every_seconds = 60, .run = credits_rules_job},
    {.name = "credits.policy", .every_seconds = 3600, .run = credits_policy_job},
    {.name = "credits.told", .every_seconds = 60, .run = credits_told_job},
    {.name = "credits.told-tell", .every_seconds = 30, .run = credits_told_tell_job},
    {.name = "credits.pots", .every_seconds = 60, .run = credits_pot_job},
    {.name = "credits.notes", .every_seconds = 3600, .run = credits_notes_job},
    {0},
};

static const struct module_setting settings[] = {
    {"credits.correction_days", T_("Days after which somebody who keeps the books decides a correction"), "14", SETTING_INT},
    {"credits.silence_days", T_("Days after which no word about a told hour is a yes"), "7", SETTING_INT},
    {"credits.text_from", T_("Hour from which texts about hours are sent"), "9", SETTING_INT},
    {"credits.text_to", T_("Hour until which texts about hours are sent"), "20", SETTING_INT},
    {0},
};

static const struct module_keep keeps[] = {
    {.name = CREDITS_NAMES, .open = credits_names_open, .close = credits_names_close},
    {.name = NOTES_GUESSES, .open = credits_guess_open},
    {0},
};

static const struct module_listener listeners[] = {
    {"texts.came", credits_right_hear_text},
    {"texts.came", credits_hear_text}, /* a code of theirs is theirs */
    {"people.left", credits_hear_left},
    {0},
};

static const struct module_subject subject = {.export = credits_my_export};

static const struct module_panel panels[] = {
    {"me", 8, credits_panel_notice_me},
    {"me", 9, credits_panel_right_me},
    {"me", 10, credits_panel_warn_me},
    {"person", 31, credits_panel_right_me},
    {"today", 15, credits_panel_right_today},
    {"today", 45, credits_panel_talks},
    {"me", 14, credits_panel_hours_me},
    {"asset", 20, credits_earn_panel_asset},
    {"asset", 21, credits_use_panel_asset},
    {"person", 30, credits_panel_walk},
    {"today", 40, credits_panel_walk_today},
    {"person", 35, credits_notes_panel_person},
    {0},
};

/* After Me, so that who has five rooms already keeps theirs: they find it on My page. */
static const struct module_room rooms[] = {{T_("Give"), "/give", STANDING_MEMBER, 95}, {0}};

const struct module credits_module = {
    .name = "credits",
    .migrations = credits_migrations,
    .statements = credits_statements,
    .permissions = permissions,
    .routes = routes,
    .commands = commands,
    .facts = facts,
    .figures = credits_earn_figures,
    .panels = panels,
    .jobs = jobs,
    .keeps = keeps,
    .settings = settings,
    .listeners = listeners,
    .subject = &subject,
    .rooms = rooms,
    .seed = credits_seed,
};
