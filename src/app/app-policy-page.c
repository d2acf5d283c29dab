/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what is to become of calls is decided at leisure, once, and said in whole sentences; while it rings
 * nobody reads. */

#include "app-policy-page.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"
#include "app-quiet-group.h"
#include "app-reply-group.h"
#include "app-target-row.h"
#include "phone-account-find.h"

#define N_FORWARDS (PHONE_FORWARD_NO_ANSWER + 1)

struct _AppPolicyPage
{
  AdwPreferencesPage parent_instance;

  Phone *phone;
  PhoneAccount *account; /* NULL: there is none */
  GBindingGroup *switches;
  GSignalGroup *changes;
  GPtrArray *allowed_rows; /* owned by their list */
  GtkWidget *choice;
  AdwComboRow *accounts;
  AppTargetRow *forwards[N_FORWARDS];
  GtkLabel *forward_error;
  AdwSpinRow *no_answer_s;
  AdwPreferencesGroup *allowed;
  AppTargetRow *add;
};

G_DEFINE_FINAL_TYPE (AppPolicyPage, app_policy_page, ADW_TYPE_PREFERENCES_PAGE)

enum
{
  PROP_PHONE = 1,
  PROP_ACCOUNT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const struct
{
  const char *property;
  const char *row;
} switches[] = {
  { "do-not-disturb", "do_not_disturb" },
  { "anonymous", "anonymous" },
  { "refuse-anonymous", "refuse_anonymous" },
  { "trust-identity", "trust_identity" },
};

static PhonePolicy *
get_policy (AppPolicyPage *self)
{
  return phone_account_get_policy (self->account);
}

static void
forward_chosen_cb (AppPolicyPage *self,
                   const char    *text,
                   AppTargetRow  *row)
{
  for (guint when = 0; when < N_FORWARDS; when++)
    if (self->forwards[when] == row)
      phone_policy_set_forward (get_policy (self), (PhoneForward) when, text);
}

/* One line below the three says what is wrong with the first that is; which one it is shows by its colour. */
static void
show_forward_error (AppPolicyPage *self)
{
  const char *text = NULL;

  for (guint n = 0; n < N_FORWARDS && text == NULL; n++)
    text = app_target_row_get_error_text (self->forwards[n]);
  gtk_label_set_text (self->forward_error, text != NULL ? text : "");
}

/* It may have been changed elsewhere: the line of the account has a button for it. */
static void
show_forwards (AppPolicyPage *self)
{
  for (guint when = 0; when < N_FORWARDS; when++)
    app_target_row_fill (self->forwards[when], phone_policy_get_forward (get_policy (self), (PhoneForward) when));
  gtk_widget_set_sensitive (GTK_WIDGET (self->no_answer_s),
                            phone_policy_get_forward (get_policy (self), PHONE_FORWARD_NO_ANSWER) != NULL);
  adw_spin_row_set_value (self->no_answer_s, phone_policy_get_no_answer_s (get_policy (self)));
}

static void
seconds_changed_cb (AppPolicyPage *self)
{
  guint seconds = (guint) adw_spin_row_get_value (self->no_answer_s);

  if (self->account != NULL && seconds != phone_policy_get_no_answer_s (get_policy (self)))
    phone_policy_set_no_answer_s (get_policy (self), seconds);
}

static GtkWidget *
create_remove_button (const char *address,
                      const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is a person or an address. */
  g_autofree char *label = g_strdup_printf (_("Remove %s"), name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "policy.disallow");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", address);
  return button;
}

static GtkWidget *
create_allowed_row (const char *address)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = app_closures_name (NULL, address);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_remove_button (address, name));
  return row;
}

static void
show_allowed (AppPolicyPage *self)
{
  const char *const *allowed = phone_policy_get_auto_answer (get_policy (self));

  for (guint n = 0; n < self->allowed_rows->len; n++)
    adw_preferences_group_remove (self->allowed, g_ptr_array_index (self->allowed_rows, n));
  g_ptr_array_set_size (self->allowed_rows, 0);
  for (guint n = 0; allowed[n] != NULL; n++)
    {
      GtkWidget *row = create_allowed_row (allowed[n]);

      g_ptr_array_add (self->allowed_rows, row);
      adw_preferences_group_add (self->allowed, row);
    }
}

/* @left_out NULL: none; @added NULL: none. */
static void
change_allowed (AppPolicyPage *self,
                const char    *left_out,
                const char    *added)
{
  const char *const *allowed = phone_policy_get_auto_answer (get_policy (self));
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) addresses = NULL;

  for (guint n = 0; allowed[n] != NULL; n++)
    if (g_strcmp0 (allowed[n], left_out) != 0 && g_strcmp0 (allowed[n], added) != 0)
      g_strv_builder_add (builder, allowed[n]);
  if (added != NULL)
    g_strv_builder_add (builder, added);
  addresses = g_strv_builder_end (builder);
  phone_policy_set_auto_answer (get_policy (self), (const char *const *) addresses);
}

static void
allow_cb (AppPolicyPage *self,
          const char    *text)
{
  if (*text == '\0')
    return;
  change_allowed (self, NULL, text);
  app_target_row_fill (self->add, NULL);
}

static void
disallow_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  change_allowed (APP_POLICY_PAGE (widget), g_variant_get_string (parameter, NULL), NULL);
}

static void
set_account (AppPolicyPage *self,
             PhoneAccount  *account)
{
  PhonePolicy *policy = account != NULL ? phone_account_get_policy (account) : NULL;

  if (!g_set_object (&self->account, account))
    return;
  g_binding_group_set_source (self->switches, policy);
  g_signal_group_set_target (self->changes, policy);
  for (guint n = 0; n < N_FORWARDS; n++)
    g_object_set (self->forwards[n], "account", account, NULL);
  g_object_set (self->add, "account", account, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACCOUNT]);
  if (policy == NULL)
    return;
  show_forwards (self);
  show_allowed (self);
}

static void
chosen_cb (AppPolicyPage *self)
{
  set_account (self, adw_combo_row_get_selected_item (self->accounts));
}

static void
accounts_changed_cb (AppPolicyPage *self)
{
  guint n = g_list_model_get_n_items (phone_get_accounts (self->phone));

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  gtk_widget_set_visible (self->choice, n > 1);
}

static void
set_phone (AppPolicyPage *self,
           Phone         *phone)
{
  if (phone == NULL || !g_set_object (&self->phone, phone))
    return;
  adw_combo_row_set_model (self->accounts, phone_get_accounts (phone));
  g_signal_connect_object (phone_get_accounts (phone), "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  accounts_changed_cb (self);
  chosen_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHONE]);
}

static void
app_policy_page_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, APP_POLICY_PAGE (object)->phone);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, APP_POLICY_PAGE (object)->account);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_policy_page_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PHONE:
      set_phone (APP_POLICY_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_policy_page_dispose (GObject *object)
{
  AppPolicyPage *self = APP_POLICY_PAGE (object);

  g_clear_object (&self->switches);
  g_clear_object (&self->changes);
  g_clear_object (&self->account);
  g_clear_object (&self->phone);
  g_clear_pointer (&self->allowed_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_POLICY_PAGE);
  G_OBJECT_CLASS (app_policy_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  static const char *const names[N_FORWARDS] = { "forward_always", "forward_busy", "forward_no_answer" };

  for (guint n = 0; n < N_FORWARDS; n++)
    gtk_widget_class_bind_template_child_full (widget_class, names[n], FALSE,
                                               G_STRUCT_OFFSET (AppPolicyPage, forwards)
                                               + (gssize) (n * sizeof (AppTargetRow *)));
  for (gsize n = 0; n < G_N_ELEMENTS (switches); n++)
    gtk_widget_class_bind_template_child_full (widget_class, switches[n].row, FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, AppPolicyPage, choice);
  gtk_widget_class_bind_template_child (widget_class, AppPolicyPage, accounts);
  gtk_widget_class_bind_template_child (widget_class, AppPolicyPage, forward_error);
  gtk_widget_class_bind_template_child (widget_class, AppPolicyPage, no_answer_s);
  gtk_widget_class_bind_template_child (widget_class, AppPolicyPage, allowed);
  gtk_widget_class_bind_template_child (widget_class, AppPolicyPage, add);
}

static gboolean
begin_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       data)
{
  gtk_widget_grab_focus (GTK_WIDGET (gtk_widget_get_template_child (widget, APP_TYPE_POLICY_PAGE, "do_not_disturb")));
  return G_SOURCE_REMOVE;
}

/* Before there is a size the focus goes to one of the rows by chance, and a field that waits for letters is no good
 * beginning. */
static void
app_policy_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (app_policy_page_parent_class)->map (widget);
  gtk_widget_add_tick_callback (widget, begin_cb, NULL, NULL);
}

static void
app_policy_page_class_init (AppPolicyPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_policy_page_get_property;
  object_class->set_property = app_policy_page_set_property;
  object_class->dispose = app_policy_page_dispose;
  widget_class->map = app_policy_page_map;

  /**
   * AppPolicyPage:phone: (nullable)
   *
   * The phone whose accounts there are; set once.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * AppPolicyPage:account: (nullable)
   *
   * The account whose calls are meant.
   */
  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, PHONE_TYPE_ACCOUNT,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_QUIET_GROUP);
  g_type_ensure (APP_TYPE_REPLY_GROUP);
  g_type_ensure (APP_TYPE_TARGET_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-policy-page.ui");
  bind_children (widget_class);
  app_closures_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "policy.disallow", "s", disallow_cb);
}

static void
bind_switches (AppPolicyPage *self)
{
  self->switches = g_binding_group_new ();
  for (gsize n = 0; n < G_N_ELEMENTS (switches); n++)
    g_binding_group_bind (self->switches, switches[n].property,
                          gtk_widget_get_template_child (GTK_WIDGET (self), APP_TYPE_POLICY_PAGE, switches[n].row),
                          "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
follow_policy (AppPolicyPage *self)
{
  static const char *const forwards[] = { "notify::forward-always", "notify::forward-busy",
                                          "notify::forward-no-answer" };

  self->changes = g_signal_group_new (PHONE_TYPE_POLICY);
  for (gsize n = 0; n < G_N_ELEMENTS (forwards); n++)
    g_signal_group_connect_swapped (self->changes, forwards[n], G_CALLBACK (show_forwards), self);
  g_signal_group_connect_swapped (self->changes, "notify::auto-answer", G_CALLBACK (show_allowed), self);
}

static void
app_policy_page_init (AppPolicyPage *self)
{
  self->allowed_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  bind_switches (self);
  follow_policy (self);
  for (guint n = 0; n < N_FORWARDS; n++)
    {
      g_signal_connect_object (self->forwards[n], "chosen", G_CALLBACK (forward_chosen_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->forwards[n], "notify::error-text", G_CALLBACK (show_forward_error), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (self->add, "chosen", G_CALLBACK (allow_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->no_answer_s, "notify::value", G_CALLBACK (seconds_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->accounts, "notify::selected-item", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

/**
 * app_policy_page_choose:
 * @self: a page
 * @id: the id of an account
 *
 * Shows what becomes of the calls of that account, where there is one.
 */
void
app_policy_page_choose (AppPolicyPage *self,
                        const char    *id)
{
  guint position;

  g_return_if_fail (APP_IS_POLICY_PAGE (self));

  if (phone_account_find (phone_get_accounts (self->phone), id, &position) != NULL)
    adw_combo_row_set_selected (self->accounts, position);
}
