/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a past call is there to be called back, written to, or forgotten. */

#include "app-history-row.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-account-dot.h"
#include "app-closures.h"
#include "app-history-group.h"
#include "app-presence-mark.h"
#include "app-recorded.h"
#include "app-row-menu.h"
#include "phone-account-find.h"

struct _AppHistoryRow
{
  AdwBin parent_instance;

  GListModel *accounts; /* NULL: none are known */
  AppHistoryGroup *group;
  PhoneHistoryEntry *entry;
  GtkWidget *avatar;
  GtkWidget *account_dot;
  GtkWidget *kind;
  GtkWidget *kind_icon;
  GtkLabel *detail;
  GtkButton *toggle;
  GtkWidget *play;
  GMenuModel *menu;
};

G_DEFINE_FINAL_TYPE (AppHistoryRow, app_history_row, ADW_TYPE_BIN)

enum
{
  PROP_GROUP = 1,
  PROP_ENTRY,
  N_PROPS
};

enum
{
  DELETED,
  TOGGLED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
delete_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  g_signal_emit (widget, signals[DELETED], 0);
}

static const char *
get_address (GtkWidget *row)
{
  PhoneHistoryEntry *entry = APP_HISTORY_ROW (row)->entry;

  return entry != NULL ? phone_history_entry_get_address (entry) : NULL;
}

static void
toggle_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  g_signal_emit (widget, signals[TOGGLED], 0);
}

static void
why_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  PhoneHistoryEntry *entry = APP_HISTORY_ROW (widget)->entry;

  if (entry != NULL)
    gtk_widget_activate_action (widget, "win.why-past-call", "(sx)", phone_history_entry_get_address (entry),
                                g_date_time_to_unix (phone_history_entry_get_time (entry)));
}

/* Of a row that stands for several calls it is not clear which one is meant. */
static const char *
get_recording (AppHistoryRow *self)
{
  gboolean several = self->group != NULL && app_history_group_get_entries (self->group)->len > 1;

  return self->entry != NULL && !several ? phone_history_entry_get_recording (self->entry) : NULL;
}

static void
play_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  app_recorded_play (widget, get_recording (APP_HISTORY_ROW (widget)));
}

static void
show_recording_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  app_recorded_show (widget, get_recording (APP_HISTORY_ROW (widget)));
}

static void
show_recording (AppHistoryRow *self)
{
  gboolean recorded = get_recording (self) != NULL;

  gtk_widget_set_visible (self->play, recorded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.play", recorded);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.show-recording", recorded);
}

/* The colour and the drawing of the kind are also there in a word. */
static void
show_kind (AppHistoryRow *self)
{
  gboolean missed = self->entry != NULL && phone_history_entry_get_kind (self->entry) == PHONE_HISTORY_KIND_MISSED;
  const char *classes[] = { missed ? "error" : "dimmed", NULL };

  gtk_widget_set_css_classes (self->kind, classes);
  /* Nobody failed who was talked to. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.why",
                                 self->entry != NULL
                                   && phone_history_entry_get_kind (self->entry) == PHONE_HISTORY_KIND_UNANSWERED);
  if (self->entry != NULL)
    {
      g_autofree char *name = app_closures_history_text (self, phone_history_entry_get_kind (self->entry), 0, NULL, 0);

      gtk_widget_set_tooltip_text (self->kind_icon, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind_icon), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

/* How many calls the row stands for, and whether they are shown below it. */
static void
show_group (AppHistoryRow *self)
{
  gboolean several = app_history_group_get_entries (self->group)->len > 1;
  gboolean opened = app_history_group_is_opened (self->group);
  g_autofree char *detail = app_history_group_dup_detail (self->group);

  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->toggle), several);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.toggle", several);
  gtk_button_set_icon_name (self->toggle, opened ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->toggle), opened ? _("Show as One") : _("Show Each Call"));
  /* Whose calls they are is said above them. */
  gtk_widget_set_opacity (self->avatar, app_history_group_is_part (self->group) ? 0 : 1);
}

/* Of several accounts, the one by which they called or were called. */
static void
show_account (AppHistoryRow *self)
{
  PhoneAccount *account = self->accounts != NULL && self->entry != NULL
                            ? phone_account_find_past (self->accounts, self->entry)
                            : NULL;

  g_object_set (self->account_dot, "subject", account, NULL);
}

static void
set_group (AppHistoryRow   *self,
           AppHistoryGroup *group)
{
  PhoneHistoryEntry *entry = group != NULL ? app_history_group_get_entry (group) : NULL;

  if (!g_set_object (&self->group, group))
    return;
  g_set_object (&self->entry, entry);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ENTRY]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_GROUP]);
  show_kind (self);
  show_account (self);
  show_recording (self);
  if (group != NULL)
    show_group (self);
}

static void
app_history_row_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_GROUP:
      g_value_set_object (value, APP_HISTORY_ROW (object)->group);
      break;
    case PROP_ENTRY:
      g_value_set_object (value, APP_HISTORY_ROW (object)->entry);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_history_row_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  AppHistoryRow *self = APP_HISTORY_ROW (object);

  switch (id)
    {
    case PROP_GROUP:
      set_group (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_history_row_dispose (GObject *object)
{
  AppHistoryRow *self = APP_HISTORY_ROW (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->entry);
  g_clear_object (&self->group);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_HISTORY_ROW);
  G_OBJECT_CLASS (app_history_row_parent_class)->dispose (object);
}

static void
app_history_row_class_init (AppHistoryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_history_row_get_property;
  object_class->set_property = app_history_row_set_property;
  object_class->dispose = app_history_row_dispose;

  /**
   * AppHistoryRow:group: (nullable)
   *
   * The past call shown, or the several calls.
   */
  props[PROP_GROUP] = g_param_spec_object ("group", NULL, NULL, APP_TYPE_HISTORY_GROUP,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AppHistoryRow:entry: (nullable)
   *
   * The newest of them.
   */
  props[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, PHONE_TYPE_HISTORY_ENTRY,
                                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_ACCOUNT_DOT);
  g_type_ensure (APP_TYPE_PRESENCE_MARK);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, account_dot);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, detail);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, toggle);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, play);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, kind);
  gtk_widget_class_bind_template_child (widget_class, AppHistoryRow, kind_icon);
  gtk_widget_class_bind_template_child_full (widget_class, "row_menu", FALSE, G_STRUCT_OFFSET (AppHistoryRow, menu));
  app_closures_bind (widget_class);

  /**
   * AppHistoryRow::deleted:
   *
   * The person wants this call forgotten.
   */
  signals[DELETED] = g_signal_new ("deleted", APP_TYPE_HISTORY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  /**
   * AppHistoryRow::toggled:
   *
   * The person wants its calls shown one by one, or no longer.
   */
  signals[TOGGLED] = g_signal_new ("toggled", APP_TYPE_HISTORY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "row.toggle", NULL, toggle_cb);
  gtk_widget_class_install_action (widget_class, "row.why", NULL, why_cb);
  gtk_widget_class_install_action (widget_class, "row.play", NULL, play_cb);
  gtk_widget_class_install_action (widget_class, "row.show-recording", NULL, show_recording_cb);
  app_row_menu_install_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "row.delete", NULL, delete_cb);
}

static void
app_history_row_init (AppHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  app_row_menu_attach (GTK_WIDGET (self), self->menu, get_address);
}

/**
 * app_history_row_new:
 * @accounts: the accounts of the phone
 *
 * Returns: (transfer floating): a row that shows no call yet
 */
GtkWidget *
app_history_row_new (GListModel *accounts)
{
  AppHistoryRow *self = g_object_new (APP_TYPE_HISTORY_ROW, NULL);

  self->accounts = g_object_ref (accounts);
  return GTK_WIDGET (self);
}
