/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever works with customers wants their page before the first word is said. Nothing is opened or told until
 * a person wrote down where. */

#include "app-hooks.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "hook-poster.h"

#define STEP "app-hooks-step"

struct _AppHooks
{
  GObject parent_instance;

  HookPoster *poster;
  char *page;
  char *page_when;
  char *tell;
  char *trouble; /* NULL: none */
};

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AppHooks, app_hooks, G_TYPE_OBJECT)

enum
{
  PROP_PAGE = 1,
  PROP_PAGE_WHEN,
  PROP_TELL,
  PROP_TROUBLE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
set_trouble (AppHooks   *self,
             const char *trouble)
{
  if (g_set_str (&self->trouble, trouble))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TROUBLE]);
}

static void
failed_cb (AppHooks     *self,
           const GError *error)
{
  g_message ("a web address was not told of a call: %s", error->message);
  set_trouble (self, error->message);
}

static void
told_cb (AppHooks *self)
{
  set_trouble (self, NULL);
}

/* The user part where it is a number, else the whole address: what a page of customers can look for. */
static char *
dup_number (const char *plain)
{
  gsize length = strcspn (plain, "@");

  return plain[strspn (plain, "+0123456789")] == '@' && length > 0 ? g_strndup (plain, length) : g_strdup (plain);
}

static void
say (AppHooks   *self,
     PhoneCall  *call,
     const char *event)
{
  gboolean anonymous = phone_call_is_anonymous (call);
  PhoneAccount *account = phone_call_get_account (call);
  g_autofree char *plain = anonymous ? g_strdup ("") : app_closures_plain_address (phone_call_get_remote_address (call));
  g_autofree char *number = dup_number (plain);
  const HookCall told = {
    .event = event,
    .id = phone_call_get_id (call),
    .number = number,
    .address = plain,
    .name = anonymous ? "" : phone_call_get_remote_name (call),
    .direction = phone_call_is_incoming (call) ? "incoming" : "outgoing",
    .account = account != NULL ? phone_account_get_address (account) : "",
    .duration = phone_call_get_duration (call),
  };

  if (self->tell[0] != '\0' && hook_address_check (self->tell, NULL))
    hook_poster_tell (self->poster, self->tell, &told);
  if (phone_call_is_incoming (call) && g_str_equal (event, self->page_when) && self->page[0] != '\0'
      && hook_address_check (self->page, NULL))
    {
      g_autofree char *page = hook_address_fill (self->page, &told);

      g_signal_emit (self, signals[OPEN], 0, page);
    }
}

/* Each step of a call is told once, however often it is held and taken back. */
static const char *
get_step (PhoneCall *call)
{
  switch (phone_call_get_state (call))
    {
    case PHONE_CALL_STATE_INCOMING:
      return "ringing";
    case PHONE_CALL_STATE_CALLING:
    case PHONE_CALL_STATE_RINGING:
      return "calling";
    case PHONE_CALL_STATE_ACTIVE:
      return "answered";
    case PHONE_CALL_STATE_ENDING:
    case PHONE_CALL_STATE_ENDED:
      return "ended";
    case PHONE_CALL_STATE_CONNECTING:
    case PHONE_CALL_STATE_HELD:
    case PHONE_CALL_STATE_RECONNECTING:
    default:
      return NULL;
    }
}

static void
call_changed_cb (AppHooks   *self,
                 GParamSpec *pspec,
                 PhoneCall  *call)
{
  const char *step = get_step (call);

  if (step == NULL || g_strcmp0 (step, g_object_get_data (G_OBJECT (call), STEP)) == 0)
    return;
  g_object_set_data (G_OBJECT (call), STEP, (gpointer) step);
  say (self, call, step);
}

static void
calls_changed_cb (AppHooks   *self,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GListModel *calls)
{
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, position + i);

      g_signal_connect_object (call, "notify::state", G_CALLBACK (call_changed_cb), self, G_CONNECT_SWAPPED);
      call_changed_cb (self, NULL, call);
    }
}

static void
app_hooks_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  AppHooks *self = APP_HOOKS (object);

  switch (id)
    {
    case PROP_PAGE:
      g_value_set_string (value, self->page);
      break;
    case PROP_PAGE_WHEN:
      g_value_set_string (value, self->page_when);
      break;
    case PROP_TELL:
      g_value_set_string (value, self->tell);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_hooks_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  AppHooks *self = APP_HOOKS (object);
  const char *text = g_value_get_string (value) != NULL ? g_value_get_string (value) : "";
  gboolean changed = FALSE;

  switch (id)
    {
    case PROP_PAGE:
      changed = g_set_str (&self->page, text);
      break;
    case PROP_PAGE_WHEN:
      changed = g_set_str (&self->page_when, text);
      break;
    case PROP_TELL:
      changed = g_set_str (&self->tell, text);
      set_trouble (self, NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
app_hooks_dispose (GObject *object)
{
  AppHooks *self = APP_HOOKS (object);

  /* What is under way is given up. */
  if (self->poster != NULL)
    g_object_run_dispose (G_OBJECT (self->poster));
  g_clear_object (&self->poster);
  G_OBJECT_CLASS (app_hooks_parent_class)->dispose (object);
}

static void
app_hooks_finalize (GObject *object)
{
  AppHooks *self = APP_HOOKS (object);

  g_free (self->page);
  g_free (self->page_when);
  g_free (self->tell);
  g_free (self->trouble);
  G_OBJECT_CLASS (app_hooks_parent_class)->finalize (object);
}

static void
app_hooks_class_init (AppHooksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_hooks_get_property;
  object_class->set_property = app_hooks_set_property;
  object_class->dispose = app_hooks_dispose;
  object_class->finalize = app_hooks_finalize;

  /**
   * AppHooks:page:
   *
   * The page that is opened; "": none.
   */
  props[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, "", flags);
  /**
   * AppHooks:page-when:
   *
   * At which step of a call: "ringing" or "answered".
   */
  props[PROP_PAGE_WHEN] = g_param_spec_string ("page-when", NULL, NULL, "answered", flags);
  /**
   * AppHooks:tell:
   *
   * The address that is posted to; "": none.
   */
  props[PROP_TELL] = g_param_spec_string ("tell", NULL, NULL, "", flags);
  /**
   * AppHooks:trouble: (nullable)
   *
   * Why telling failed last, for diagnostics.
   */
  props[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * AppHooks::open:
   * @uri: a page
   *
   * Somebody called, and this is about them.
   */
  signals[OPEN] = g_signal_new ("open", APP_TYPE_HOOKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
}

static void
app_hooks_init (AppHooks *self)
{
  self->page = g_strdup ("");
  self->page_when = g_strdup ("answered");
  self->tell = g_strdup ("");
  self->poster = hook_poster_new ();
  g_signal_connect_object (self->poster, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poster, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
}

/**
 * app_hooks_new:
 * @phone: the phone whose calls are told
 *
 * Returns: (transfer full): hooks that tell nobody yet
 */
AppHooks *
app_hooks_new (Phone *phone)
{
  AppHooks *self = g_object_new (APP_TYPE_HOOKS, NULL);
  GListModel *calls = phone_get_calls (phone);

  g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_changed_cb), self, G_CONNECT_SWAPPED);
  calls_changed_cb (self, 0, 0, g_list_model_get_n_items (calls), calls);
  return self;
}

/**
 * app_hooks_get_trouble:
 * @self: hooks
 *
 * Returns: (transfer none) (nullable): why telling failed last; %NULL: it did not
 */
const char *
app_hooks_get_trouble (AppHooks *self)
{
  g_return_val_if_fail (APP_IS_HOOKS (self), NULL);

  return self->trouble;
}

/**
 * app_hooks_dup_fault:
 * @address: what a person wrote down
 *
 * Returns: (transfer full) (nullable): why it cannot be used; %NULL: it can, or is empty
 */
char *
app_hooks_dup_fault (const char *address)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  if (address[0] == '\0' || hook_address_check (address, &error))
    return NULL;
  if (g_error_matches (error, HOOK_ERROR, HOOK_ERROR_NOT_SECURE))
    return g_strdup (_("It must begin with https, or anybody on the way could read who calls."));
  if (g_error_matches (error, HOOK_ERROR, HOOK_ERROR_UNKNOWN_WORD))
    return g_strdup (_("What stands in braces is unknown, or stands too early."));
  return g_strdup (_("This is no web address."));
}
