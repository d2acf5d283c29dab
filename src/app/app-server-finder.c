/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: hardly anybody knows the name of the server that belongs to their address, and everybody may
 * see what was found and choose otherwise. */

#include "app-server-finder.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "phone-probe.h"

struct _AppServerFinder
{
  AdwBin parent_instance;

  GtkListBox *list;
  GSignalGroup *signals; /* of the probe that is shown */
  GListModel *findings;
  GCancellable *search;
  char *progress_text;
  char *chosen;
};

G_DEFINE_FINAL_TYPE (AppServerFinder, app_server_finder, ADW_TYPE_BIN)

enum
{
  PROP_SEARCHING = 1,
  PROP_PROGRESS_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint chosen_signal;

static char *
make_subtitle (PhoneFinding *finding)
{
  const char *place = phone_finding_get_place (finding);
  const char *failure = phone_finding_get_failure (finding);
  const char *words = failure != NULL ? failure : phone_finding_get_reason (finding);

  if (place == NULL)
    return g_strdup (words);
  return g_strdup_printf ("%s\n%s", place, words);
}

/* A place that failed stays in the list, for the reason is what a person may need; it cannot be chosen. */
static gboolean
is_worth_choosing (PhoneFinding *finding)
{
  return phone_finding_works (finding) || phone_finding_is_untrusted (finding);
}

static GtkWidget *
create_lock (PhoneFinding *finding)
{
  gboolean secure = phone_finding_is_secure (finding);
  GtkWidget *lock = gtk_image_new_from_icon_name (secure ? "channel-secure-symbolic" : "channel-insecure-symbolic");

  gtk_widget_set_tooltip_text (lock, secure ? _("Encrypted on the way") : _("Not encrypted on the way"));
  return lock;
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  PhoneFinding *finding = item;
  AppServerFinder *self = user_data;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = make_subtitle (finding);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), phone_finding_get_title (finding));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), create_lock (finding));
  if (g_strcmp0 (phone_finding_get_server (finding), self->chosen) == 0)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), is_worth_choosing (finding));
  gtk_widget_set_sensitive (row, is_worth_choosing (finding));
  return row;
}

static void
show_findings (AppServerFinder *self,
               GListModel      *findings)
{
  g_set_object (&self->findings, findings);
  gtk_list_box_bind_model (self->list, findings, create_row, self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), findings != NULL && g_list_model_get_n_items (findings) > 0);
}

static void
findings_changed_cb (GListModel      *findings,
                     guint            position,
                     guint            removed,
                     guint            added,
                     AppServerFinder *self)
{
  if (findings == self->findings)
    gtk_widget_set_visible (GTK_WIDGET (self->list), g_list_model_get_n_items (findings) > 0);
}

static void
list_row_activated_cb (AppServerFinder *self,
                       GtkListBoxRow   *row)
{
  g_autoptr (PhoneFinding) finding = g_list_model_get_item (self->findings, gtk_list_box_row_get_index (row));

  app_server_finder_set_chosen (self, phone_finding_get_server (finding));
  g_signal_emit (self, chosen_signal, 0, phone_finding_get_server (finding));
}

static void
set_progress_text (AppServerFinder *self,
                   const char      *text)
{
  if (g_set_str (&self->progress_text, text))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROGRESS_TEXT]);
}

static void
set_search (AppServerFinder *self,
            GCancellable    *search)
{
  g_set_object (&self->search, search);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SEARCHING]);
}

static void
probe_notify_progress_cb (AppServerFinder *self,
                          GParamSpec      *pspec,
                          PhoneProbe      *probe)
{
  set_progress_text (self, phone_probe_get_progress_text (probe));
}

static void
follow_probe (AppServerFinder *self,
              PhoneProbe      *probe)
{
  GListModel *findings = phone_probe_get_findings (probe);

  g_signal_group_set_target (self->signals, probe);
  g_signal_connect_object (findings, "items-changed", G_CALLBACK (findings_changed_cb), self, G_CONNECT_DEFAULT);
  show_findings (self, findings);
  set_progress_text (self, phone_probe_get_progress_text (probe));
}

static void
app_server_finder_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  AppServerFinder *self = APP_SERVER_FINDER (object);

  switch (id)
    {
    case PROP_SEARCHING:
      g_value_set_boolean (value, self->search != NULL);
      break;
    case PROP_PROGRESS_TEXT:
      g_value_set_string (value, self->progress_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_server_finder_dispose (GObject *object)
{
  AppServerFinder *self = APP_SERVER_FINDER (object);

  if (self->search != NULL)
    g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  g_clear_object (&self->signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_SERVER_FINDER);
  g_clear_object (&self->findings);
  G_OBJECT_CLASS (app_server_finder_parent_class)->dispose (object);
}

static void
app_server_finder_finalize (GObject *object)
{
  AppServerFinder *self = APP_SERVER_FINDER (object);

  g_free (self->progress_text);
  g_free (self->chosen);
  G_OBJECT_CLASS (app_server_finder_parent_class)->finalize (object);
}

static void
app_server_finder_class_init (AppServerFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = app_server_finder_get_property;
  object_class->dispose = app_server_finder_dispose;
  object_class->finalize = app_server_finder_finalize;

  /**
   * AppServerFinder:searching:
   *
   * Whether a search goes on.
   */
  props[PROP_SEARCHING] = g_param_spec_boolean ("searching", NULL, NULL, FALSE, flags);
  /**
   * AppServerFinder:progress-text: (nullable)
   *
   * How the search is getting on, as a sentence.
   */
  props[PROP_PROGRESS_TEXT] = g_param_spec_string ("progress-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * AppServerFinder::chosen:
   * @self: the finder
   * @server: what belongs into the account
   *
   * A person chose one of the servers.
   */
  chosen_signal = g_signal_new ("chosen", APP_TYPE_SERVER_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-server-finder.ui");
  gtk_widget_class_bind_template_child (widget_class, AppServerFinder, list);
}

static void
app_server_finder_init (AppServerFinder *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_PROBE);
  g_signal_group_connect_object (self->signals, "notify::progress-text", G_CALLBACK (probe_notify_progress_cb), self,
                                 G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (list_row_activated_cb), self, G_CONNECT_SWAPPED);
}

static void
probe_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  AppServerFinder *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (PhoneFinding) best = phone_probe_finish (PHONE_PHONE (source), result, &error);

  if (g_task_get_cancellable (task) == self->search)
    set_search (self, NULL);
  if (best == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  app_server_finder_set_chosen (self, phone_finding_get_server (best));
  g_task_return_pointer (task, g_strdup (phone_finding_get_server (best)), g_free);
}

/**
 * app_server_finder_search_async:
 * @self: the finder
 * @phone: who looks
 * @address: whose server
 * @callback: called when the search is over
 * @user_data: for @callback
 *
 * Looks for the server of an address; a search before it is given up. Ends with the widget at the latest.
 */
void
app_server_finder_search_async (AppServerFinder     *self,
                                Phone               *phone,
                                const char          *address,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GCancellable) search = g_cancellable_new ();
  GTask *task;

  g_return_if_fail (APP_IS_SERVER_FINDER (self) && PHONE_IS_PHONE (phone) && address != NULL);

  if (self->search != NULL)
    g_cancellable_cancel (self->search);
  task = g_task_new (self, search, callback, user_data);
  g_task_set_source_tag (task, app_server_finder_search_async);
  app_server_finder_set_chosen (self, NULL);
  set_search (self, search);
  phone_probe_async (phone, address, search, probe_cb, task);
  follow_probe (self, phone_get_probe (phone));
}

/**
 * app_server_finder_search_finish:
 * @self: the finder
 * @result: what the callback was given
 * @error: return location for what phone_probe_finish() says
 *
 * Ends app_server_finder_search_async().
 *
 * Returns: (transfer full) (nullable): the server to use
 */
char *
app_server_finder_search_finish (AppServerFinder  *self,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * app_server_finder_set_chosen:
 * @self: the finder
 * @server: (nullable): a server; %NULL: none
 *
 * Ticks the row of a server.
 */
void
app_server_finder_set_chosen (AppServerFinder *self,
                              const char      *server)
{
  g_return_if_fail (APP_IS_SERVER_FINDER (self));

  if (g_set_str (&self->chosen, server) && self->findings != NULL)
    show_findings (self, self->findings);
}
